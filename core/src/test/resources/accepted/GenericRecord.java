// expect: a generic record, bound from the edges
import dev.towpath.*;
import java.util.*;

public final class GenericRecord {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Pair<A, B>(A one, B two) {}

    static <A, B> Pair<A, B> pair(A one, B two) {
        return new Pair<>(one, two);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            var pair = p.step("pair", GenericRecord::pair, in.get(Input::name), in.get(Input::words));
            return pair.get(Pair::two);
        });
    }
}
