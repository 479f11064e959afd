// expect: a pipeline inside a pipeline, twice
import dev.towpath.*;
import java.util.*;

public final class Called {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    record Word(String text) {}

    static Word word(String text) {
        return new Word(text);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var shout = Pipeline.define("shout", Word.class, (q, word) -> q.step("up", Called::up, word.get(Word::text)));
            var once = p.call("once", shout, p.step("word", Called::word, in.get(Input::name)));
            return p.call("twice", shout, p.step("words", Called::word, once));
        });
    }
}
