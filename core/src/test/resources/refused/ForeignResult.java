// expect: foreign-value ForeignResult.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class ForeignResult {
    record Input(String name) {}

    public static Pipeline<Input, String> pipeline() {
        var kept = new ArrayList<Value<String>>();
        Pipeline.define("other", Input.class, (q, i) -> {
            kept.add(i.get(Input::name));
            return i.get(Input::name);
        });
        return Pipeline.define("refused", Input.class, (p, in) -> kept.getFirst());
    }
}
