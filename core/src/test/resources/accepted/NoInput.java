// expect: a step without values
import dev.towpath.*;
import java.util.*;

public final class NoInput {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<Integer> numbers() {
        return List.of(1, 2, 3);
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("numbers", NoInput::numbers);
        });
    }
}
