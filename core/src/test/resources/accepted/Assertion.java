// expect: an assert, whose switch javac keeps in a static
import dev.towpath.*;
import java.util.*;

public final class Assertion {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        assert !text.isEmpty() : "empty";
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", Assertion::one, in.get(Input::name));
        });
    }
}
