// expect: generic-lambda GenericLambda.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class GenericLambda {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("words", (String text) -> List.of(text.split(" ")), in.get(Input::name));
        });
    }
}
