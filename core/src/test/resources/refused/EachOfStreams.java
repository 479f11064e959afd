// expect: type-not-encodable EachOfStreams.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class EachOfStreams {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static java.util.stream.IntStream letters(String word) {
        return word.chars();
    }

    public static Pipeline<Input, List<java.util.stream.IntStream>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.each("letters", EachOfStreams::letters, in.get(Input::words));
        });
    }
}
