// expect: attempt-misplaced AttemptNotLast.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class AttemptNotLast {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String log(Attempt attempt, String text) {
        return text + attempt.number();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("log", AttemptNotLast::log, p.attempt(), in.get(Input::name));
        });
    }
}
