// expect: 14 'up' wants (String), it was given (List<String>)
import dev.towpath.*;
import java.util.*;

public final class BatchOfElements {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("batchofelements", Input.class, (p, in) -> {
            return p.batch("up", BatchOfElements::up, in.get(Input::words), 10); 
        });
    }
}
