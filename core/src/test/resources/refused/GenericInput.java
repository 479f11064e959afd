// expect: open-type GenericInput.java:9 wired 9
import dev.towpath.*;

public final class GenericInput {
    record Input<T>(T value) {}

    @SuppressWarnings({"rawtypes", "unchecked"})
    public static Pipeline<?, ?> pipeline() {
        return Pipeline.define("refused", (Class) Input.class, (p, in) -> in);
    }
}
