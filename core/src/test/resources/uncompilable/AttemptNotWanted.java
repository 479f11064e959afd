// expect: 14 'up' wants (String), it was given (String, Attempt)
import dev.towpath.*;
import java.util.*;

public final class AttemptNotWanted {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("attemptnotwanted", Input.class, (p, in) -> {
            return p.step("up", AttemptNotWanted::up, in.get(Input::name), p.attempt()); 
        });
    }
}
