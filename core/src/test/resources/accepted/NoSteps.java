// expect: a pipeline without steps
import dev.towpath.*;
import java.util.*;

public final class NoSteps {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, NoSteps.Input> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return in;
        });
    }
}
