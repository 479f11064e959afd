// expect: 14 'nothing' returns nothing, and a step has to give a value
import dev.towpath.*;
import java.util.*;

public final class VoidMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static void nothing(String text) {
        System.out.println(text);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("voidmethod", Input.class, (p, in) -> {
            var done = p.step("nothing", VoidMethod::nothing, in.get(Input::name)); 
            return in.get(Input::name);
        });
    }
}
