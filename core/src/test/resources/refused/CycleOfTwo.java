// expect: cycle CycleOfTwo.java:16 wired 14
import dev.towpath.*;
import java.util.*;

public final class CycleOfTwo {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var one = p.step("one", CycleOfTwo::up, in.get(Input::name));
            var two = p.step("two", CycleOfTwo::up, one);
            one.after(two);
            return two;
        });
    }
}
