// expect: a method that throws a checked exception
import dev.towpath.*;
import java.util.*;

public final class CheckedException {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) throws java.io.IOException {
        if (text.isEmpty()) throw new java.io.IOException("empty");
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", CheckedException::one, in.get(Input::name));
        });
    }
}
