// expect: a switch over a sealed type with patterns
import dev.towpath.*;
import java.util.*;

public final class SwitchOnSealed {
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

    static double both(Shape shape) {
        return switch (shape) {
            case Circle(double r) -> r;
            case Square(double a) -> a;
        };
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("both", SwitchOnSealed::both, p.step("shape", SwitchOnSealed::shape, in.get(Input::count)));
        });
    }
}
