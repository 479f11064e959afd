// expect: a method in a variable
import dev.towpath.*;
import java.util.*;

public final class MethodInVariable {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            Fn1<String, String> method = MethodInVariable::up;
            var one = p.step("one", method, in.get(Input::name));
            return p.step("two", method, one);
        });
    }
}
