// expect: 14 '3' is of type int, and a step is given values only
import dev.towpath.*;
import java.util.*;

public final class PlainNumber {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String join(String name, int count) {
        return name + count;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("plainnumber", Input.class, (p, in) -> {
            return p.step("join", PlainNumber::join, in.get(Input::name), 3); 
        });
    }
}
