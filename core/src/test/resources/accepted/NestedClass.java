// expect: a method of a nested class with state of its own
import dev.towpath.*;
import java.util.*;

public final class NestedClass {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static final class Counter {
        private int count;

        Counter add(String word) {
            count += word.length();
            return this;
        }
    }

    static int letters(List<String> words) {
        var counter = new Counter();
        for (var word : words) counter.add(word);
        return counter.count;
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("letters", NestedClass::letters, in.get(Input::words));
        });
    }
}
