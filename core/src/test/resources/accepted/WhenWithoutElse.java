// expect: a branch that may give nothing
import dev.towpath.*;
import java.util.*;

public final class WhenWithoutElse {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String orElse(Optional<String> text, String other) {
        return text.orElse(other);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var loud = p.when(in.get(Input::loud), () -> p.step("loud", WhenWithoutElse::up, in.get(Input::name)));
            return p.step("or", WhenWithoutElse::orElse, loud, in.get(Input::name));
        });
    }
}
