// expect: 14 'join' wants (String, int), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class EachMissingOther {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String join(String name, int count) {
        return name + count;
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("eachmissingother", Input.class, (p, in) -> {
            return p.each("join", EachMissingOther::join, in.get(Input::words)); 
        });
    }
}
