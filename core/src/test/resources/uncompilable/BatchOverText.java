// expect: 14 'batch' wants a list first, it was given a String
import dev.towpath.*;
import java.util.*;

public final class BatchOverText {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<Integer> chunk(List<String> words) {
        return words.stream().map(String::length).toList();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("batchovertext", Input.class, (p, in) -> {
            return p.batch("chunk", BatchOverText::chunk, in.get(Input::name), 10); 
        });
    }
}
