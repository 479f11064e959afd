// expect: a component as the result
import dev.towpath.*;
import java.util.*;

public final class ComponentAsResult {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return in.get(Input::words);
        });
    }
}
