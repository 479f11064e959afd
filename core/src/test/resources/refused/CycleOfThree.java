// expect: cycle CycleOfThree.java:17 wired 14
import dev.towpath.*;
import java.util.*;

public final class CycleOfThree {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var one = p.step("one", CycleOfThree::up, in.get(Input::name));
            var two = p.step("two", CycleOfThree::up, in.get(Input::name)).after(one);
            var three = p.step("three", CycleOfThree::up, in.get(Input::name)).after(two);
            one.after(three);
            return three;
        });
    }
}
