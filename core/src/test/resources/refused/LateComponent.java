// expect: late-wiring LateComponent.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class LateComponent {
    record Input(String name) {}

    public static Pipeline<Input, String> pipeline() {
        var values = new ArrayList<Value<Input>>();
        var pipeline = Pipeline.<Input, String>define("refused", Input.class, (p, in) -> {
            values.add(in);
            return in.get(Input::name);
        });
        values.getFirst().get(Input::name);
        return pipeline;
    }
}
