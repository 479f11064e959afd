// expect: a mutable static whose author gives a reason
import dev.towpath.*;
import java.util.*;

public final class SharedStatic {
    record Input(String name, int count, List<String> words, boolean loud) {}

    @Shared("only a cache: a miss costs time, not results")
    private static final Map<String, String> CACHE = new java.util.concurrent.ConcurrentHashMap<>();

    static String one(String text) {
        CACHE.put(text, text);
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", SharedStatic::one, in.get(Input::name));
        });
    }
}
