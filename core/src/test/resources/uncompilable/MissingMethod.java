// expect: 14 MissingMethod has no method 'upp'
import dev.towpath.*;
import java.util.*;

public final class MissingMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("missingmethod", Input.class, (p, in) -> {
            return p.step("up", MissingMethod::upp, in.get(Input::name)); 
        });
    }
}
