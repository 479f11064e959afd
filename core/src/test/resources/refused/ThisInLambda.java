// expect: instance-state ThisInLambda.java:15 wired 15
import dev.towpath.*;

public final class ThisInLambda {
    record Input(String name) {}

    private String suffix = "!";

    public static Pipeline<Input, String> pipeline() {
        return new ThisInLambda().make();
    }

    private Pipeline<Input, String> make() {
        return Pipeline.define(
                "refused", Input.class, (p, in) -> p.step("add", (String text) -> text + suffix, in.get(Input::name)));
    }
}
