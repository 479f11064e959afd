// expect: a generic method of the JDK, bound from the edges
import dev.towpath.*;
import java.util.*;

public final class LibraryGeneric {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, List<String>> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("both", List::of, in.get(Input::name), in.get(Input::name));
        });
    }
}
