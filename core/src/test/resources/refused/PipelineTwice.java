// expect: duplicate-pipeline PipelineTwice.java:18 wired 18
import dev.towpath.*;
import java.util.*;

public final class PipelineTwice {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Word(String text) {}

    static List<Call<String>> calls(List<String> words) {
        return words.stream().map(word -> Call.<String>to("inner", new Word(word))).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var inner = Pipeline.define("inner", Word.class, (q, word) -> word.get(Word::text));
            var calls = p.step("calls", PipelineTwice::calls, in.get(Input::words));
            return p.expand("words", calls, inner, inner);
        });
    }
}
