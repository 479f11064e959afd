// expect: 15 cannot find symbol
import dev.towpath.*;
import java.util.*;

public final class PolicyOnChoice {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("policyonchoice", Input.class, (p, in) -> {
            var up = p.step("up", PolicyOnChoice::up, in.get(Input::name));
            return p.when(in.get(Input::loud), () -> up, () -> up).timeout(java.time.Duration.ofSeconds(1)); 
        });
    }
}
