// expect: a branch inside a branch
import dev.towpath.*;
import java.util.*;

public final class NestedWhen {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static boolean isLong(String text) {
        return text.length() > 10;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var isLong = p.step("is-long", NestedWhen::isLong, in.get(Input::name));
            return p.when(
                    in.get(Input::loud),
                    () -> p.when(
                            isLong,
                            () -> p.step("long", NestedWhen::up, in.get(Input::name)),
                            () -> p.step("short", NestedWhen::up, in.get(Input::name))),
                    () -> in.get(Input::name));
        });
    }
}
