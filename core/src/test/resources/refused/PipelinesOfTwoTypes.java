// expect: types-differ PipelinesOfTwoTypes.java:19 wired 19
import dev.towpath.*;
import java.util.*;

public final class PipelinesOfTwoTypes {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Word(String text, int length) {}

    static List<Call<Object>> calls(List<String> words) {
        return words.stream().map(word -> Call.<Object>to("inner", new Word(word, 1))).toList();
    }

    public static Pipeline<Input, List<Object>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var text = Pipeline.define("text", Word.class, (q, word) -> word.get(Word::text));
            var length = Pipeline.define("length", Word.class, (q, word) -> word.get(Word::length));
            var calls = p.step("calls", PipelinesOfTwoTypes::calls, in.get(Input::words));
            return p.expand("words", calls, text, length);
        });
    }
}
