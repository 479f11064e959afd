// expect: one of two overloads, chosen by the value
import dev.towpath.*;
import java.util.*;

public final class Overloads {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String show(String text) {
        return text;
    }

    static String show(CharSequence text) {
        return text.toString();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("show", Overloads::show, in.get(Input::name));
        });
    }
}
