// expect: types-differ BranchTypes.java:28 wired 28
import dev.towpath.*;
import java.util.*;

public final class BranchTypes {
    record Input(String name, int count, List<String> words, boolean loud) {}

    sealed interface Shape {}

    record Circle(double r) implements Shape {}

    record Square(double a) implements Shape {}

    static Circle circle(int count) {
        return new Circle(count);
    }

    static Square square(int count) {
        return new Square(count);
    }

    static String show(Shape shape) {
        return shape.toString();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            Value<Shape> shape = p.when(
                    in.get(Input::loud),
                    () -> p.step("circle", BranchTypes::circle, in.get(Input::count)),
                    () -> p.step("square", BranchTypes::square, in.get(Input::count)));
            return p.step("show", BranchTypes::show, shape);
        });
    }
}
