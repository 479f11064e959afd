// expect: a generic method, bound from a list
import dev.towpath.*;
import java.util.*;

public final class GenericMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static <T> T last(List<T> list) {
        return list.getLast();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("last", GenericMethod::last, in.get(Input::words));
        });
    }
}
