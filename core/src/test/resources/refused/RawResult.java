// expect: open-type RawResult.java:15 wired 15
import dev.towpath.*;
import java.util.*;

public final class RawResult {
    record Input(String name, int count, List<String> words, boolean loud) {}

    @SuppressWarnings("rawtypes")
    static List raw(String text) {
        return List.of(text);
    }

    public static Pipeline<Input, List> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("raw", RawResult::raw, in.get(Input::name));
        });
    }
}
