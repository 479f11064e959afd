// expect: null-value NullValue.java:15 wired 15
import dev.towpath.*;
import java.util.*;

public final class NullValue {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            Value<String> nothing = null;
            return p.step("up", NullValue::up, nothing);
        });
    }
}
