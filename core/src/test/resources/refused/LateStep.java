// expect: late-wiring LateStep.java:20 wired 20
import dev.towpath.*;
import java.util.*;

public final class LateStep {
    record Input(String name) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        var builders = new ArrayList<Builder>();
        var values = new ArrayList<Value<String>>();
        var pipeline = Pipeline.<Input, String>define("refused", Input.class, (p, in) -> {
            builders.add(p);
            values.add(in.get(Input::name));
            return in.get(Input::name);
        });
        builders.getFirst().step("late", LateStep::up, values.getFirst());
        return pipeline;
    }
}
