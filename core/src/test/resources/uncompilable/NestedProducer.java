// expect: 18 'size' wants (List<String>), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class NestedProducer {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int size(List<String> words) {
        return words.size();
    }

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("nestedproducer", Input.class, (p, in) -> {
            return p.step("size", NestedProducer::size, p.step("up", NestedProducer::up, in.get(Input::name))); 
        });
    }
}
