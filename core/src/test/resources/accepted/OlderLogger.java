// expect: a logger of java.util.logging in a constant
import dev.towpath.*;
import java.util.*;

public final class OlderLogger {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger("accepted");

    static String one(String text) {
        LOG.info(text);
        return text;
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", OlderLogger::one, in.get(Input::name));
        });
    }
}
