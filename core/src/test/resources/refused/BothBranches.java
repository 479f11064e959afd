// expect: never-taken BothBranches.java:27 wired 27
import dev.towpath.*;
import java.util.*;

public final class BothBranches {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String join(String one, String other) {
        return one + other;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var kept = new ArrayList<Value<String>>();
            p.when(in.get(Input::loud), () -> {
                kept.add(p.step("up", BothBranches::up, in.get(Input::name)));
                return kept.getFirst();
            });
            p.unless(in.get(Input::loud), () -> {
                kept.add(p.step("trim", String::trim, in.get(Input::name)));
                return kept.getLast();
            });
            var joined = p.step("join", BothBranches::join, kept.getFirst(), kept.getLast());
            return in.get(Input::name);
        });
    }
}
