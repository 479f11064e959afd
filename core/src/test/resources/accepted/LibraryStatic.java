// expect: a static method of the JDK
import dev.towpath.*;
import java.util.*;

public final class LibraryStatic {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("parse", Integer::parseInt, in.get(Input::name));
        });
    }
}
