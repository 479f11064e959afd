// expect: 14 cannot find symbol
import dev.towpath.*;
import java.util.*;

public final class UnknownVariable {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("unknownvariable", Input.class, (p, in) -> {
            return p.step("up", UnknownVariable::up, text); 
        });
    }
}
