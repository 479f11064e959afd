// expect: null-value NullBlock.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class NullBlock {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.when(in.get(Input::loud), () -> p.step("up", NullBlock::up, in.get(Input::name)), () -> null);
        });
    }
}
