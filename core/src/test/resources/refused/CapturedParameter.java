// expect: captured-variable CapturedParameter.java:15 wired 15
import dev.towpath.*;

public final class CapturedParameter {
    record Input(int count) {}

    public static Pipeline<Input, Integer> pipeline() {
        return times(3);
    }

    private static Pipeline<Input, Integer> times(int factor) {
        return Pipeline.define(
                "refused",
                Input.class,
                (p, in) -> p.step("times", (Integer count) -> count * factor, in.get(Input::count)));
    }
}
