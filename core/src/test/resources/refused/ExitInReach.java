// expect: process-exit ExitInReach.java:14 wired 19
import dev.towpath.*;
import java.util.*;

public final class ExitInReach {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String stop(String text) {
        if (text.isEmpty()) halt();
        return text;
    }

    static void halt() {
        System.exit(3);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("stop", ExitInReach::stop, in.get(Input::name));
        });
    }
}
