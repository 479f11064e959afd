// expect: foreign-value ForeignFromOutside.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class ForeignFromOutside {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var inner = Pipeline.define("inner", Input.class, (q, i) -> q.step("up", ForeignFromOutside::up, in.get(Input::name)));
            return p.call("inner", inner, in);
        });
    }
}
