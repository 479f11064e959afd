// expect: result-in-branch ResultInBranch.java:16 wired 16
import dev.towpath.*;
import java.util.*;

public final class ResultInBranch {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var kept = new ArrayList<Value<String>>();
            p.when(in.get(Input::loud), () -> {
                kept.add(p.step("up", ResultInBranch::up, in.get(Input::name)));
                return kept.getFirst();
            });
            return kept.getFirst();
        });
    }
}
