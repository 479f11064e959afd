// expect: runs of other pipelines, as many as a step asks for
import dev.towpath.*;
import java.util.*;

public final class Expanded {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    record Word(String text) {}

    static List<Call<String>> calls(List<String> words) {
        return words.stream().map(word -> Call.<String>to("shout", new Word(word))).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var shout = Pipeline.define("shout", Word.class, (q, word) -> q.step("up", Expanded::up, word.get(Word::text)));
            var trim = Pipeline.define("trim", Word.class, (q, word) -> q.step("trim", String::trim, word.get(Word::text)));
            return p.expand("words", p.step("calls", Expanded::calls, in.get(Input::words)), shout, trim).allowFailures(2);
        });
    }
}
