// expect: a value of a branch used outside: its reader is skipped with it
import dev.towpath.*;
import java.util.*;

public final class ValueOutOfABranch {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, Optional<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var kept = new ArrayList<Value<String>>();
            var loud = p.when(in.get(Input::loud), () -> {
                kept.add(p.step("loud", ValueOutOfABranch::up, in.get(Input::name)));
                return kept.getFirst();
            });
            p.step("more", ValueOutOfABranch::up, kept.getFirst());
            return loud;
        });
    }
}
