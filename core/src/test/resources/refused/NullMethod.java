// expect: null-method NullMethod.java:12 wired 12
import dev.towpath.*;
import java.util.*;

public final class NullMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            Fn1<String, String> nothing = null;
            return p.step("up", nothing, in.get(Input::name));
        });
    }
}
