// expect: generic-lambda GenericLambdaBatch.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class GenericLambdaBatch {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.batch("chunk", (List<String> words) -> words, in.get(Input::words), 10);
        });
    }
}
