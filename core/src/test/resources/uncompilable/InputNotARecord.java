// expect: 8 the input Input is no record
import dev.towpath.*;

public final class InputNotARecord {
    static final class Input {}

    public static Pipeline<?, ?> pipeline() {
        return Pipeline.define("input", Input.class, (p, in) -> in); 
    }
}
