// expect: a logger of the JDK in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticLogger {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final System.Logger LOG = System.getLogger("accepted");

    static String one(String text) {
        LOG.log(System.Logger.Level.INFO, text);
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticLogger::one, in.get(Input::name));
        });
    }
}
