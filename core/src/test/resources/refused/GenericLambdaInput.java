// expect: generic-lambda GenericLambdaInput.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class GenericLambdaInput {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("size", (List<String> words) -> words.size(), in.get(Input::words));
        });
    }
}
