// expect: 17 the called pipeline wants a Other, it was given a Input
import dev.towpath.*;
import java.util.*;

public final class CallWithWrongInput {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Other(String text) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("callwithwronginput", Input.class, (p, in) -> {
            var inner = Pipeline.define("inner", Other.class, (q, other) -> other.get(Other::text));
            return p.call("inner", inner, in); 
        });
    }
}
