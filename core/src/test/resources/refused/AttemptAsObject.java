// expect: attempt-misplaced AttemptAsObject.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class AttemptAsObject {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String log(String text, Object attempt) {
        return text + attempt;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("log", AttemptAsObject::log, in.get(Input::name), p.attempt());
        });
    }
}
