// expect: a step that waits for one wired later
import dev.towpath.*;
import java.util.*;

public final class AfterALaterStep {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var one = p.step("one", AfterALaterStep::up, in.get(Input::name));
            var two = p.step("two", AfterALaterStep::up, in.get(Input::name));
            one.after(two);
            return one;
        });
    }
}
