// expect: 14 'each' wants a list first, it was given a String
import dev.towpath.*;
import java.util.*;

public final class EachOverText {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("eachovertext", Input.class, (p, in) -> {
            return p.each("up", EachOverText::up, in.get(Input::name)); 
        });
    }
}
