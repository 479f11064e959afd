// expect: static-not-final MutableStaticThroughThreeCalls.java:23 wired 29
import dev.towpath.*;
import java.util.*;

public final class MutableStaticThroughThreeCalls {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int calls;

    static String count(String text) {
        return one(text);
    }

    static String one(String text) {
        return two(text);
    }

    static String two(String text) {
        return three(text);
    }

    static String three(String text) {
        calls++;
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("count", MutableStaticThroughThreeCalls::count, in.get(Input::name));
        });
    }
}
