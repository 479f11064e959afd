// expect: a constructor as a step
import dev.towpath.*;
import java.util.*;

public final class RecordConstructor {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Pair(String name, int count) {}

    public static Pipeline<Input, RecordConstructor.Pair> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("pair", Pair::new, in.get(Input::name), in.get(Input::count));
        });
    }
}
