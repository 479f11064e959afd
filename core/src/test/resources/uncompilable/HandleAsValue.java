// expect: 14 this gives a handle of a value that will exist, which is no String
import dev.towpath.*;
import java.util.*;

public final class HandleAsValue {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("handleasvalue", Input.class, (p, in) -> {
            String text = p.step("up", HandleAsValue::up, in.get(Input::name)); 
            return in.get(Input::name);
        });
    }
}
