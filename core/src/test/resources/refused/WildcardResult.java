// expect: open-type WildcardResult.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class WildcardResult {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<? extends Number> numbers(int count) {
        return List.of(count);
    }

    public static Pipeline<Input, List<? extends Number>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("numbers", WildcardResult::numbers, in.get(Input::count));
        });
    }
}
