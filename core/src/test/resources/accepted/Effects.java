// expect: steps with effects
import dev.towpath.*;
import java.util.*;

public final class Effects {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var sent = p.each("up", Effects::up, in.get(Input::words))
                    .effect(Effect.IDEMPOTENT)
                    .retry(Retry.times(5));
            p.step("once", Effects::up, in.get(Input::name)).effect(Effect.AT_MOST_ONCE);
            p.step("never", Effects::up, in.get(Input::name))
                    .effect(Effect.AT_MOST_ONCE)
                    .retry(Retry.never());
            return sent;
        });
    }
}
