// expect: captured-variable CapturedVariable.java:12 wired 12
import dev.towpath.*;
import java.util.*;

public final class CapturedVariable {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            var suffix = "!";
            return p.step("up", (String text) -> text + suffix, in.get(Input::name));
        });
    }
}
