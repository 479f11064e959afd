// expect: steps wired in a loop
import dev.towpath.*;
import java.util.*;

public final class Loop {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            Value<String> value = in.get(Input::name);
            for (var i = 0; i < 10; i++) value = p.step("up-" + i, Loop::up, value);
            return value;
        });
    }
}
