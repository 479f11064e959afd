// expect: late-wiring LatePolicy.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class LatePolicy {
    record Input(String name) {}

    public static Pipeline<Input, String> pipeline() {
        var steps = new ArrayList<Step<String>>();
        var pipeline = Pipeline.<Input, String>define("refused", Input.class, (p, in) -> {
            steps.add(p.step("trim", String::trim, in.get(Input::name)));
            return steps.getFirst();
        });
        steps.getFirst().retry(Retry.never());
        return pipeline;
    }
}
