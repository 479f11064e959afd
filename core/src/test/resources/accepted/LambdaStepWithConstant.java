// expect: a lambda that uses a local constant, which javac copies
import dev.towpath.*;
import java.util.*;

public final class LambdaStepWithConstant {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            final String suffix = "!";
            return p.step("one", (String text) -> text + suffix, in.get(Input::name));
        });
    }
}
