// expect: null-value NullResult.java:8 wired 8
import dev.towpath.*;

public final class NullResult {
    record Input(String name) {}

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> null);
    }
}
