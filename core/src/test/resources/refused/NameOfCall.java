// expect: duplicate-name NameOfCall.java:16 wired 16
import dev.towpath.*;
import java.util.*;

public final class NameOfCall {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var inner = Pipeline.define("inner", Input.class, (q, i) -> q.step("up", NameOfCall::up, i.get(Input::name)));
            var one = p.call("inner", inner, in);
            return p.call("inner", inner, in);
        });
    }
}
