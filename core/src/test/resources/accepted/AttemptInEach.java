// expect: the attempt in every unit
import dev.towpath.*;
import java.util.*;

public final class AttemptInEach {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String log(String text, Attempt attempt) {
        attempt.log().info(text);
        return text + attempt.number();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.each("log", AttemptInEach::log, in.get(Input::words), p.attempt());
        });
    }
}
