// expect: 14 '"text"' is of type String, and a step is given values only
import dev.towpath.*;
import java.util.*;

public final class PlainText {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("plaintext", Input.class, (p, in) -> {
            return p.step("up", PlainText::up, "text"); 
        });
    }
}
