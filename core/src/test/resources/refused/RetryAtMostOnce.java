// expect: retry-at-most-once RetryAtMostOnce.java:16 wired 14
import dev.towpath.*;
import java.util.*;

public final class RetryAtMostOnce {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("up", RetryAtMostOnce::up, in.get(Input::name))
                    .effect(Effect.AT_MOST_ONCE)
                    .retry(Retry.times(2));
        });
    }
}
