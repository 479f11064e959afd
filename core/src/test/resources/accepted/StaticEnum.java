// expect: an enum constant in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticEnum {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final java.time.DayOfWeek DAY = java.time.DayOfWeek.MONDAY;

    static String one(String text) {
        return DAY + text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticEnum::one, in.get(Input::name));
        });
    }
}
