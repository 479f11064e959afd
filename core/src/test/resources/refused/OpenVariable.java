// expect: open-type OpenVariable.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class OpenVariable {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static <T> List<T> none(String text) {
        return List.of();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("none", OpenVariable::<Integer>none, in.get(Input::name));
        });
    }
}
