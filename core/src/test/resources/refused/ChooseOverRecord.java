// expect: not-sealed ChooseOverRecord.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class ChooseOverRecord {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.choose(in, Case.of(Input.class, i -> i.get(Input::name)));
        });
    }
}
