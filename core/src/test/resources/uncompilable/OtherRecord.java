// expect: 16 'get' of a Input is given Other::text
import dev.towpath.*;
import java.util.*;

public final class OtherRecord {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Other(String text) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("otherrecord", Input.class, (p, in) -> {
            return p.step("up", OtherRecord::up, in.get(Other::text)); 
        });
    }
}
