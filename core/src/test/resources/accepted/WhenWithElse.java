// expect: both branches
import dev.towpath.*;
import java.util.*;

public final class WhenWithElse {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.when(
                    in.get(Input::loud),
                    () -> p.step("loud", WhenWithElse::up, in.get(Input::name)),
                    () -> p.step("quiet", String::trim, in.get(Input::name)));
        });
    }
}
