// expect: cases that give the value itself, narrowed
import dev.towpath.*;
import java.util.*;

public final class ChooseGivesTheValue {
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

    static String show(Shape shape) {
        return shape.toString();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var shape = p.step("shape", ChooseGivesTheValue::shape, in.get(Input::count));
            Value<Shape> same = p.choose(shape, Case.of(Circle.class, circle -> circle), Case.of(Square.class, square -> square));
            return p.step("show", ChooseGivesTheValue::show, same);
        });
    }
}
