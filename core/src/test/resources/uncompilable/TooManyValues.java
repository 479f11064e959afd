// expect: 14 'up' wants (String), it was given (String, Integer)
import dev.towpath.*;
import java.util.*;

public final class TooManyValues {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("toomanyvalues", Input.class, (p, in) -> {
            return p.step("up", TooManyValues::up, in.get(Input::name), in.get(Input::count)); 
        });
    }
}
