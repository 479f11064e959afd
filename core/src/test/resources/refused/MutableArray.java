// expect: static-mutable MutableArray.java:11 wired 16
import dev.towpath.*;
import java.util.*;

public final class MutableArray {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static final int[] TOTALS = {1, 2, 3};

    static int total(int index) {
        return TOTALS[index];
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("total", MutableArray::total, in.get(Input::count));
        });
    }
}
