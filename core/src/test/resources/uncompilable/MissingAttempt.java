// expect: 14 'log' wants (String, Attempt), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class MissingAttempt {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String log(String text, Attempt attempt) {
        return text + attempt.number();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("missingattempt", Input.class, (p, in) -> {
            return p.step("log", MissingAttempt::log, in.get(Input::name)); 
        });
    }
}
