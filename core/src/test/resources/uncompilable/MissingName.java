// expect: 14 'step' wants a name first, then the method
import dev.towpath.*;
import java.util.*;

public final class MissingName {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("missingname", Input.class, (p, in) -> {
            return p.step(MissingName::up, in.get(Input::name)); 
        });
    }
}
