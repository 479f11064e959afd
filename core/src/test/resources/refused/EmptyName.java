// expect: illegal-name EmptyName.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class EmptyName {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("", EmptyName::up, in.get(Input::name));
        });
    }
}
