// expect: instance-state BoundMethod.java:16 wired 16
import dev.towpath.*;
import java.util.*;

public final class BoundMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private String suffix = "!";

    String add(String text) {
        return text + suffix;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("add", new BoundMethod()::add, in.get(Input::name));
        });
    }
}
