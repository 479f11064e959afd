// expect: illegal-name NameThatStartsWithADot.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class NameThatStartsWithADot {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step(".up", NameThatStartsWithADot::up, in.get(Input::name));
        });
    }
}
