// expect: 14 ';' expected
import dev.towpath.*;
import java.util.*;

public final class MissingSemicolon {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("missingsemicolon", Input.class, (p, in) -> {
            var up = p.step("up", MissingSemicolon::up, in.get(Input::name)) 
            return up;
        });
    }
}
