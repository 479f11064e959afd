// expect: allowed-failures NegativeFailures.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class NegativeFailures {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.each("up", NegativeFailures::up, in.get(Input::words)).allowFailures(-1);
        });
    }
}
