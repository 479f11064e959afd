import dev.towpath.Default;
import dev.towpath.Pipeline;

public final class Hello {
    record Input(@Default("world") String name) {}

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("hello", Input.class, (p, in) -> p.step("greet", Hello::greet, in.get(Input::name)));
    }

    static String greet(String name) {
        return "Hello, " + name + "!";
    }
}
