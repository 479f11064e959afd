// expect: local variables, arrays and loops
import dev.towpath.*;
import java.util.*;

public final class LocalVariables {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String one(String text) {
        var total = new int[1];
        for (var c : text.toCharArray()) total[0] += c;
        var names = new ArrayList<String>();
        names.add(text);
        return names.toString() + total[0];
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", LocalVariables::one, in.get(Input::name));
        });
    }
}
