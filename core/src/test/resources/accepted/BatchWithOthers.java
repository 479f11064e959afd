// expect: a batch with another value
import dev.towpath.*;
import java.util.*;

public final class BatchWithOthers {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<String> add(List<String> words, String suffix) {
        return words.stream().map(word -> word + suffix).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.batch("add", BatchWithOthers::add, in.get(Input::words), in.get(Input::name), 100);
        });
    }
}
