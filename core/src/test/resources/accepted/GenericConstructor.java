// expect: the constructor of a generic record
import dev.towpath.*;
import java.util.*;

public final class GenericConstructor {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Box<T>(T content) {}

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            Step<Box<String>> box = p.step("box", Box<String>::new, in.get(Input::name));
            return box.get(Box::content);
        });
    }
}
