// expect: units over the results of units
import dev.towpath.*;
import java.util.*;

public final class EachOfEach {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.each("again", EachOfEach::up, p.each("up", EachOfEach::up, in.get(Input::words)));
        });
    }
}
