// expect: methods that call each other
import dev.towpath.*;
import java.util.*;

public final class Recursion {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int even(int n) {
        return n == 0 ? 0 : odd(n - 1);
    }

    static int odd(int n) {
        return n == 0 ? 1 : even(n - 1);
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("even", Recursion::even, in.get(Input::count));
        });
    }
}
