// expect: 14 'join' wants (String, int), it was given (Integer, String)
import dev.towpath.*;
import java.util.*;

public final class WrongOrder {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String join(String name, int count) {
        return name + count;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("wrongorder", Input.class, (p, in) -> {
            return p.step("join", WrongOrder::join, in.get(Input::count), in.get(Input::name)); 
        });
    }
}
