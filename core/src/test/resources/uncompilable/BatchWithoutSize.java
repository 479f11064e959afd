// expect: 14 'batch' wants the size of a chunk as its last argument
import dev.towpath.*;
import java.util.*;

public final class BatchWithoutSize {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static List<Integer> chunk(List<String> words) {
        return words.stream().map(String::length).toList();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("batchwithoutsize", Input.class, (p, in) -> {
            return p.batch("chunk", BatchWithoutSize::chunk, in.get(Input::words)); 
        });
    }
}
