// expect: a record declared inside the method
import dev.towpath.*;
import java.util.*;

public final class LocalRecord {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        record Pair(String a, int b) {}
        var pair = new Pair(text, text.length());
        return pair.a() + pair.b();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", LocalRecord::one, in.get(Input::name));
        });
    }
}
