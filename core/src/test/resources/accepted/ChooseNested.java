// expect: the records behind a sealed type inside a sealed type
import dev.towpath.*;
import java.util.*;

public final class ChooseNested {
    record Input(String name, int count, List<String> words, boolean loud) {}

    sealed interface Shape {}

    sealed interface Round extends Shape {}

    record Circle(double r) implements Round {}

    record Ellipse(double a, double b) implements Round {}

    record Square(double a) implements Shape {}

    static Shape shape(int count) {
        return new Circle(count);
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var shape = p.step("shape", ChooseNested::shape, in.get(Input::count));
            return p.choose(
                    shape,
                    Case.of(Circle.class, circle -> circle.get(Circle::r)),
                    Case.of(Ellipse.class, ellipse -> ellipse.get(Ellipse::a)),
                    Case.of(Square.class, square -> square.get(Square::a)));
        });
    }
}
