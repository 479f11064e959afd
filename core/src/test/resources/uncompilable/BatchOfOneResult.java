// expect: 14 'size' returns int, and the method of a batch has to return a List
import dev.towpath.*;
import java.util.*;

public final class BatchOfOneResult {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int size(List<String> words) {
        return words.size();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("batchofoneresult", Input.class, (p, in) -> {
            return p.batch("size", BatchOfOneResult::size, in.get(Input::words), 10); 
        });
    }
}
