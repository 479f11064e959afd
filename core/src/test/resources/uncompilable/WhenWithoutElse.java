// expect: 14 'up' wants (String), it was given (Optional<String>)
import dev.towpath.*;
import java.util.*;

public final class WhenWithoutElse {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("whenwithoutelse", Input.class, (p, in) -> {
            return p.step("up", WhenWithoutElse::up, p.when(in.get(Input::loud), () -> in.get(Input::name))); 
        });
    }
}
