// expect: a parameter that is a supertype of the value
import dev.towpath.*;
import java.util.*;

public final class WiderParameter {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int count(Collection<? extends CharSequence> words) {
        return words.size();
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("count", WiderParameter::count, in.get(Input::words));
        });
    }
}
