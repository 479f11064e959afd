// expect: null-policy NullEffect.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class NullEffect {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("up", NullEffect::up, in.get(Input::name)).effect(null);
        });
    }
}
