// expect: lambdas inside a step that use its own variables
import dev.towpath.*;
import java.util.*;
import java.util.stream.Collectors;

public final class LambdaInside {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        var suffix = text.substring(1);
        return text.chars().mapToObj(c -> (char) c + suffix).collect(Collectors.joining());
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", LambdaInside::one, in.get(Input::name));
        });
    }
}
