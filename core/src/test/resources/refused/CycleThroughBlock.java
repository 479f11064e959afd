// expect: cycle CycleThroughBlock.java:16 wired 14
import dev.towpath.*;
import java.util.*;

public final class CycleThroughBlock {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var one = p.step("one", CycleThroughBlock::up, in.get(Input::name));
            var chosen = p.when(in.get(Input::loud), () -> p.step("two", CycleThroughBlock::up, one), () -> one);
            one.after(chosen);
            return chosen;
        });
    }
}
