// expect: times in constants
import dev.towpath.*;
import java.util.*;

public final class StaticTimes {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final java.time.Instant START = java.time.Instant.EPOCH;
    private static final java.time.Duration STEP = java.time.Duration.ofHours(1);

    static String one(String text) {
        return START.plus(STEP) + text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticTimes::one, in.get(Input::name));
        });
    }
}
