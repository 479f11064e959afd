// expect: a lambda for each element
import dev.towpath.*;
import java.util.*;

public final class LambdaInEach {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.each("length", (String word) -> word.length(), in.get(Input::words));
        });
    }
}
