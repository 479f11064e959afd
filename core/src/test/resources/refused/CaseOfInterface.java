// expect: not-a-case CaseOfInterface.java:27 wired 27
import dev.towpath.*;
import java.util.*;

public final class CaseOfInterface {
    record Input(String name, int count, List<String> words, boolean loud) {}

    sealed interface Shape {}

    sealed interface Round extends Shape {}

    record Circle(double r) implements Round {}

    record Square(double a) implements Shape {}

    static Shape shape(int count) {
        return new Circle(count);
    }

    static double area(Round round) {
        return 1;
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var shape = p.step("shape", CaseOfInterface::shape, in.get(Input::count));
            return p.choose(
                    shape,
                    Case.of(Round.class, round -> p.step("area", CaseOfInterface::area, round)),
                    Case.of(Circle.class, circle -> circle.get(Circle::r)),
                    Case.of(Square.class, square -> square.get(Square::a)));
        });
    }
}
