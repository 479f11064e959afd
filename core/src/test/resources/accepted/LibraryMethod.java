// expect: an instance method of the JDK
import dev.towpath.*;
import java.util.*;

public final class LibraryMethod {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("trim", String::trim, in.get(Input::name));
        });
    }
}
