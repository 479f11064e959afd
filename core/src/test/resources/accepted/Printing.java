// expect: a step that prints
import dev.towpath.*;
import java.util.*;

public final class Printing {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        System.out.println(text);
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", Printing::one, in.get(Input::name));
        });
    }
}
