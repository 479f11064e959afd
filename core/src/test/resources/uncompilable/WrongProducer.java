// expect: 19 'up' wants (String), it was given (Double)
import dev.towpath.*;
import java.util.*;

public final class WrongProducer {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static double half(int number) {
        return number / 2.0;
    }

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("wrongproducer", Input.class, (p, in) -> {
            var half = p.step("half", WrongProducer::half, in.get(Input::count));
            return p.step("up", WrongProducer::up, half); 
        });
    }
}
