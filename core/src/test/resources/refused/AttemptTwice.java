// expect: attempt-misplaced AttemptTwice.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class AttemptTwice {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String log(Attempt one, Attempt other) {
        return one.run() + other.run();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("log", AttemptTwice::log, p.attempt(), p.attempt());
        });
    }
}
