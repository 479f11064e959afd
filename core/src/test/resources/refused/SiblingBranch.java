// expect: never-taken SiblingBranch.java:21 wired 21
import dev.towpath.*;
import java.util.*;

public final class SiblingBranch {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var kept = new ArrayList<Value<String>>();
            return p.when(
                    in.get(Input::loud),
                    () -> {
                        kept.add(p.step("up", SiblingBranch::up, in.get(Input::name)));
                        return kept.getFirst();
                    },
                    () -> p.step("again", SiblingBranch::up, kept.getFirst()));
        });
    }
}
