// expect: retry-at-most-once AtMostOnceAfterRetry.java:15 wired 14
import dev.towpath.*;
import java.util.*;

public final class AtMostOnceAfterRetry {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.each("up", AtMostOnceAfterRetry::up, in.get(Input::words))
                    .retry(Retry.DEFAULT)
                    .effect(Effect.AT_MOST_ONCE);
        });
    }
}
