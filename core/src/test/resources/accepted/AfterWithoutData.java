// expect: order without data
import dev.towpath.*;
import java.util.*;

public final class AfterWithoutData {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var one = p.step("one", AfterWithoutData::up, in.get(Input::name));
            return p.step("two", AfterWithoutData::up, in.get(Input::name)).after(one, in.get(Input::count));
        });
    }
}
