// expect: a switch on an enum of the JDK, whose table javac keeps in a static array
import dev.towpath.*;
import java.util.*;

public final class SwitchOnEnum {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        return switch (Thread.State.valueOf(text)) {
            case NEW -> "new";
            default -> "old";
        };
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", SwitchOnEnum::one, in.get(Input::name));
        });
    }
}
