// expect: not-an-accessor StaticInGet.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class StaticInGet {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String name(Input input) {
        return input.name();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return in.get(StaticInGet::name);
        });
    }
}
