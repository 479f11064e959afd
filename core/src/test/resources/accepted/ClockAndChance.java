// expect: clock and chance, which are noted in the plan
import dev.towpath.*;
import java.util.*;

public final class ClockAndChance {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        return text + java.time.Instant.now() + Math.random();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", ClockAndChance::one, in.get(Input::name));
        });
    }
}
