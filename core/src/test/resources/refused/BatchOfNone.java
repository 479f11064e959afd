// expect: batch-size BatchOfNone.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class BatchOfNone {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<Integer> chunk(List<String> words) {
        return words.stream().map(String::length).toList();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.batch("chunk", BatchOfNone::chunk, in.get(Input::words), 0);
        });
    }
}
