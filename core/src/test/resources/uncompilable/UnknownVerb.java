// expect: 14 cannot find symbol
import dev.towpath.*;
import java.util.*;

public final class UnknownVerb {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("unknownverb", Input.class, (p, in) -> {
            return p.stepp("up", UnknownVerb::up, in.get(Input::name)); 
        });
    }
}
