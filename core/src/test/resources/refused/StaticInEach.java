// expect: static-not-final StaticInEach.java:11 wired 17
import dev.towpath.*;
import java.util.*;

public final class StaticInEach {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static long total;

    static int length(String word) {
        total += word.length();
        return word.length();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.each("length", StaticInEach::length, in.get(Input::words));
        });
    }
}
