// expect: a number that javac widens
import dev.towpath.*;
import java.util.*;

public final class Widening {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static double half(double number) {
        return number / 2;
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("half", (Integer n) -> half(n), in.get(Input::count));
        });
    }
}
