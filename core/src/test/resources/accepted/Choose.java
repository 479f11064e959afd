// expect: a block for each case of a sealed type
import dev.towpath.*;
import java.util.*;

public final class Choose {
    record Input(String name, int count, List<String> words, boolean loud) {}

    sealed interface Shape {}

    record Circle(double r) implements Shape {}

    record Square(double a) implements Shape {}

    static Shape shape(int count) {
        return new Circle(count);
    }

    static double area(Circle circle) {
        return circle.r() * circle.r() * Math.PI;
    }

    static double side(double a) {
        return a * a;
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var shape = p.step("shape", Choose::shape, in.get(Input::count));
            return p.choose(
                    shape,
                    Case.of(Circle.class, circle -> p.step("circle", Choose::area, circle)),
                    Case.of(Square.class, square -> p.step("square", Choose::side, square.get(Square::a))));
        });
    }
}
