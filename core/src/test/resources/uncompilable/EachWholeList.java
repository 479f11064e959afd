// expect: 14 'size' wants (List<String>), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class EachWholeList {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int size(List<String> words) {
        return words.size();
    }

    public static Pipeline<Input, List<Integer>> pipeline() {
        return Pipeline.define("eachwholelist", Input.class, (p, in) -> {
            return p.each("size", EachWholeList::size, in.get(Input::words)); 
        });
    }
}
