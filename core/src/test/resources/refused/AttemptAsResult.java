// expect: attempt-misplaced AttemptAsResult.java:8 wired 8
import dev.towpath.*;

public final class AttemptAsResult {
    record Input(String name) {}

    public static Pipeline<Input, Attempt> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> p.attempt());
    }
}
