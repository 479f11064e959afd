// expect: 14 'join' wants (String, int), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class TooFewValues {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String join(String name, int count) {
        return name + count;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("toofewvalues", Input.class, (p, in) -> {
            return p.step("join", TooFewValues::join, in.get(Input::name)); 
        });
    }
}
