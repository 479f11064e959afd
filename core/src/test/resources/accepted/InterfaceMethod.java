// expect: a method of an interface, the value as its receiver
import dev.towpath.*;
import java.util.*;

public final class InterfaceMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("size", List::size, in.get(Input::words));
        });
    }
}
