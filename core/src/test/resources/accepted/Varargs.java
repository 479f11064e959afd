// expect: a method with varargs
import dev.towpath.*;
import java.util.*;

public final class Varargs {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String join(String... parts) {
        return String.join("-", parts);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("join", Varargs::join, in.get(Input::name), in.get(Input::name), in.get(Input::name));
        });
    }
}
