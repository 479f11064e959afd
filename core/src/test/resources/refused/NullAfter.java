// expect: null-value NullAfter.java:15 wired 15
import dev.towpath.*;
import java.util.*;

public final class NullAfter {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("up", NullAfter::up, in.get(Input::name))
                    .after((Value<?>) null);
        });
    }
}
