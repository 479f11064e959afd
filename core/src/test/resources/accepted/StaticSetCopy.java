// expect: a copied set in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticSetCopy {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final Set<String> STOP = Set.copyOf(List.of("a", "the"));

    static String one(String text) {
        return STOP.contains(text) ? "" : text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticSetCopy::one, in.get(Input::name));
        });
    }
}
