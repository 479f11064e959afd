// expect: static-mutable MutableStaticObject.java:11 wired 17
import dev.towpath.*;
import java.util.*;

public final class MutableStaticObject {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static final List<String> SEEN = new ArrayList<>();

    static String see(String text) {
        SEEN.add(text);
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("see", MutableStaticObject::see, in.get(Input::name));
        });
    }
}
