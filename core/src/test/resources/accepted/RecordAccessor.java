// expect: a record's accessor as a step
import dev.towpath.*;
import java.util.*;

public final class RecordAccessor {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("name", Input::name, in);
        });
    }
}
