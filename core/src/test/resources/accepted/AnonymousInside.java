// expect: an anonymous class inside a step
import dev.towpath.*;
import java.util.*;

public final class AnonymousInside {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        var count = new Object() {
            int value;
        };
        text.chars().forEach(c -> count.value++);
        return text + count.value;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", AnonymousInside::one, in.get(Input::name));
        });
    }
}
