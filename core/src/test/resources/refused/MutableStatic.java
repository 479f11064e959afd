// expect: static-not-final MutableStatic.java:11 wired 16
import dev.towpath.*;
import java.util.*;

public final class MutableStatic {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int calls;

    static String count(String text) {
        return text + calls;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("count", MutableStatic::count, in.get(Input::name));
        });
    }
}
