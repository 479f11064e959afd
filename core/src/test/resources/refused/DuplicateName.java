// expect: duplicate-name DuplicateName.java:15 wired 15
import dev.towpath.*;
import java.util.*;

public final class DuplicateName {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var one = p.step("up", DuplicateName::up, in.get(Input::name));
            return p.step("up", DuplicateName::up, one);
        });
    }
}
