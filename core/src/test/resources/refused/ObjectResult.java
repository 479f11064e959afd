// expect: type-not-encodable ObjectResult.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class ObjectResult {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static Object any(String text) {
        return text;
    }

    public static Pipeline<Input, Object> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("any", ObjectResult::any, in.get(Input::name));
        });
    }
}
