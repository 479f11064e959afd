// expect: numbers and texts in constants
import dev.towpath.*;
import java.util.*;

public final class Constants {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static final String PREFIX = "p";
    static final int FACTOR = 3;
    static final Long LIMIT = 5L;

    static String one(String text) {
        return PREFIX + text.length() * FACTOR + LIMIT;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", Constants::one, in.get(Input::name));
        });
    }
}
