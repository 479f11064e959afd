// expect: 12 the block of the pipeline returns nothing
import dev.towpath.*;

public final class ForgottenReturn {
    record Input(int count) {}

    static int twice(int count) {
        return 2 * count;
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("forgotten-return", Input.class, (p, in) -> { 
            p.step("twice", ForgottenReturn::twice, in.get(Input::count));
        });
    }
}
