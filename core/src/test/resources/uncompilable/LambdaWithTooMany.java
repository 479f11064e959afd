// expect: 11 the lambda wants 2 values, it was given 1 value
import dev.towpath.*;
import java.util.*;

public final class LambdaWithTooMany {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("lambdawithtoomany", Input.class, (p, in) -> {
            return p.step("join", (a, b) -> a + "" + b, in.get(Input::name)); 
        });
    }
}
