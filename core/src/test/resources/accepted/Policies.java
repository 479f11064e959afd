// expect: policies of a step
import dev.towpath.*;
import java.util.*;

public final class Policies {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.each("up", Policies::up, in.get(Input::words))
                    .retry(Retry.times(5).on(java.io.IOException.class))
                    .timeout(java.time.Duration.ofMinutes(5))
                    .resources(Resources.cpu(2).memory(1 << 30).pool("gpu", 1))
                    .allowFailures(3);
        });
    }
}
