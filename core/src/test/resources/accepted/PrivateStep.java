// expect: a private method
import dev.towpath.*;
import java.util.*;

public final class PrivateStep {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static String hidden(String text) {
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("hidden", PrivateStep::hidden, in.get(Input::name));
        });
    }
}
