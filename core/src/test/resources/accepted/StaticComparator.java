// expect: a comparator in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticComparator {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final Comparator<String> BY_LENGTH = Comparator.comparing(String::length);

    static List<String> sort(List<String> words) {
        return words.stream().sorted(BY_LENGTH.thenComparing(Comparator.naturalOrder())).toList();
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("sort", StaticComparator::sort, in.get(Input::words));
        });
    }
}
