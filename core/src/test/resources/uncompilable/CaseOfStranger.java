// expect: 23 'choose' is over Shape, and Line is no case of it
import dev.towpath.*;
import java.util.*;

public final class CaseOfStranger {
    record Input(String name, int count, List<String> words, boolean loud) {}

    sealed interface Shape {}

    record Circle(int r) implements Shape {}

    record Square(int a) implements Shape {}

    record Line(int l) {}

    static Shape shape(int n) {
        return new Circle(n);
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("caseofstranger", Input.class, (p, in) -> {
            var shape = p.step("shape", CaseOfStranger::shape, in.get(Input::count));
            return p.choose(shape, Case.of(Line.class, line -> line.get(Line::l))); 
        });
    }
}
