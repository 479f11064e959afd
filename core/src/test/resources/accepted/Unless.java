// expect: a branch for a false condition
import dev.towpath.*;
import java.util.*;

public final class Unless {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, Optional<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.unless(in.get(Input::loud), () -> p.step("quiet", Unless::up, in.get(Input::name)));
        });
    }
}
