// expect: missing-case MissingCase.java:29 wired 29
import dev.towpath.*;
import java.util.*;

public final class MissingCase {
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

    static double area(double a) {
        return a * a;
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var shape = p.step("shape", MissingCase::shape, in.get(Input::count));
            return p.choose(shape, Case.of(Circle.class, circle -> circle.get(Circle::r)));
        });
    }
}
