// expect: a charset in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticCharset {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    static String one(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticCharset::one, in.get(Input::name));
        });
    }
}
