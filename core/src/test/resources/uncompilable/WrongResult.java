// expect: 12 the pipeline is declared to give String, and its block gives Integer
import dev.towpath.*;

public final class WrongResult {
    record Input(int count) {}

    static int twice(int count) {
        return 2 * count;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("wrong-result", Input.class, (p, in) -> { 
            return p.step("twice", WrongResult::twice, in.get(Input::count));
        });
    }
}
