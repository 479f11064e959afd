// expect: a parallel stream inside a step
import dev.towpath.*;
import java.util.*;

public final class ParallelStream {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<String> upper(List<String> words) {
        return words.parallelStream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("upper", ParallelStream::upper, in.get(Input::words));
        });
    }
}
