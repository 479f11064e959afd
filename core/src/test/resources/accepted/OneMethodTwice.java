// expect: one method in two steps
import dev.towpath.*;
import java.util.*;

public final class OneMethodTwice {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("again", OneMethodTwice::up, p.step("up", OneMethodTwice::up, in.get(Input::name)));
        });
    }
}
