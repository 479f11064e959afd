// expect: names with all signs that are allowed
import dev.towpath.*;
import java.util.*;

public final class BestName {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("2.up_to-date", BestName::up, in.get(Input::name));
        });
    }
}
