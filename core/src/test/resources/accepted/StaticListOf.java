// expect: an unmodifiable list of records in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticListOf {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Rule(String from, String to) {}

    private static final List<Rule> RULES = List.of(new Rule("a", "b"), new Rule("c", "d"));

    static String one(String text) {
        return RULES.getFirst().to() + text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticListOf::one, in.get(Input::name));
        });
    }
}
