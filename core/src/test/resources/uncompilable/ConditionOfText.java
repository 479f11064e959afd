// expect: 15 a condition is a boolean, and this one is a String
import dev.towpath.*;
import java.util.*;

public final class ConditionOfText {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("conditionoftext", Input.class, (p, in) -> {
            var up = p.step("up", ConditionOfText::up, in.get(Input::name));
            return p.when(in.get(Input::name), () -> up, () -> up); 
        });
    }
}
