// expect: 15 'step' takes at most 7 values, it was given 8
import dev.towpath.*;
import java.util.*;

public final class EightValues {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String eight(String a, String b, String c, String d, String e, String f, String g, String h) {
        return a;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("eightvalues", Input.class, (p, in) -> {
            var n = in.get(Input::name);
            return p.step("eight", EightValues::eight, n, n, n, n, n, n, n, n); 
        });
    }
}
