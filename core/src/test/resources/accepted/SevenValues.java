// expect: seven values, the last one the attempt
import dev.towpath.*;
import java.util.*;

public final class SevenValues {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String seven(String a, int b, List<String> c, boolean d, String e, int f, Attempt g) {
        return a + b + c + d + e + f + g.run();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step(
                    "seven",
                    SevenValues::seven,
                    in.get(Input::name),
                    in.get(Input::count),
                    in.get(Input::words),
                    in.get(Input::loud),
                    in.get(Input::name),
                    in.get(Input::count),
                    p.attempt());
        });
    }
}
