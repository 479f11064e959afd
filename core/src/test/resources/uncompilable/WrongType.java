// expect: 14 'half' wants (int), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class WrongType {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static double half(int number) {
        return number / 2.0;
    }

    public static Pipeline<Input, Double> pipeline() {
        return Pipeline.define("wrongtype", Input.class, (p, in) -> {
            return p.step("half", WrongType::half, in.get(Input::name)); 
        });
    }
}
