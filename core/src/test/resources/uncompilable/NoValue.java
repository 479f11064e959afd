// expect: 14 'up' wants (String), it was given ()
import dev.towpath.*;
import java.util.*;

public final class NoValue {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("novalue", Input.class, (p, in) -> {
            return p.step("up", NoValue::up); 
        });
    }
}
