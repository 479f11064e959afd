// expect: illegal-name PipelineName.java:8 wired 8
import dev.towpath.*;

public final class PipelineName {
    record Input(String name) {}

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("../etc", Input.class, (p, in) -> in.get(Input::name));
    }
}
