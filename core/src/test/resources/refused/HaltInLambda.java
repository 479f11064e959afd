// expect: process-exit HaltInLambda.java:14 wired 11
import dev.towpath.*;
import java.util.*;

public final class HaltInLambda {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step(
                    "stop",
                    (String text) -> {
                        Runtime.getRuntime().halt(1);
                        return text;
                    },
                    in.get(Input::name));
        });
    }
}
