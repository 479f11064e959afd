// expect: an unmodifiable map in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticMapOf {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final Map<String, String> NAMES = Map.of("a", "A", "b", "B");

    static String one(String text) {
        return NAMES.getOrDefault(text, text);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticMapOf::one, in.get(Input::name));
        });
    }
}
