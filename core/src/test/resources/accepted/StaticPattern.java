// expect: a compiled pattern in a constant
import dev.towpath.*;
import java.util.*;
import java.util.regex.Pattern;

public final class StaticPattern {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final Pattern WORD = Pattern.compile("\\w+");

    static String one(String text) {
        return WORD.matcher(text).replaceAll("x");
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticPattern::one, in.get(Input::name));
        });
    }
}
