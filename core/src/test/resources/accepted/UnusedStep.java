// expect: a step whose value nobody takes
import dev.towpath.*;
import java.util.*;

public final class UnusedStep {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            p.step("unused", UnusedStep::up, in.get(Input::name));
            return p.step("used", UnusedStep::up, in.get(Input::name));
        });
    }
}
