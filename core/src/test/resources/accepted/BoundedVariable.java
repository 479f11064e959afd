// expect: a bounded type variable
import dev.towpath.*;
import java.util.*;

public final class BoundedVariable {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static <T extends Comparable<T>> T most(List<T> list) {
        return Collections.max(list);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("most", BoundedVariable::most, in.get(Input::words));
        });
    }
}
