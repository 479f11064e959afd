// expect: a lambda whose types are not generic
import dev.towpath.*;
import java.util.*;

public final class LambdaStep {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", (String text) -> text.strip() + "!", in.get(Input::name));
        });
    }
}
