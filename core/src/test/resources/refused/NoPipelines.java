// expect: no-pipelines NoPipelines.java:17 wired 17
import dev.towpath.*;
import java.util.*;

public final class NoPipelines {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Word(String text) {}

    static List<Call<String>> calls(List<String> words) {
        return words.stream().map(word -> Call.<String>to("inner", new Word(word))).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var calls = p.step("calls", NoPipelines::calls, in.get(Input::words));
            return p.expand("words", calls);
        });
    }
}
