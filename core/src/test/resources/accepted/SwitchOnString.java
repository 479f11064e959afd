// expect: a switch on a text
import dev.towpath.*;
import java.util.*;

public final class SwitchOnString {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        return switch (text) {
            case "a", "b" -> "early";
            default -> "late";
        };
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", SwitchOnString::one, in.get(Input::name));
        });
    }
}
