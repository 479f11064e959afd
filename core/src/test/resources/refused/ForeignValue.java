// expect: foreign-value ForeignValue.java:19 wired 19
import dev.towpath.*;
import java.util.*;

public final class ForeignValue {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var kept = new ArrayList<Value<String>>();
            Pipeline.define("other", Input.class, (q, i) -> {
                kept.add(i.get(Input::name));
                return i.get(Input::name);
            });
            return p.step("up", ForeignValue::up, kept.getFirst());
        });
    }
}
