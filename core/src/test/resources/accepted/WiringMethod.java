// expect: a method that wires for another
import dev.towpath.*;
import java.util.*;

public final class WiringMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static Step<String> twice(Builder p, String name, Value<String> text) {
        return p.step(name + "-2", WiringMethod::up, p.step(name + "-1", WiringMethod::up, text));
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return twice(p, "first", twice(p, "second", in.get(Input::name)));
        });
    }
}
