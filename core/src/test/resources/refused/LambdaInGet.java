// expect: not-an-accessor LambdaInGet.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class LambdaInGet {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return in.get(input -> input.name());
        });
    }
}
