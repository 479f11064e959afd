// expect: 14 'half' wants (int), it was given (String)
import dev.towpath.*;
import java.util.*;

public final class EachWrongElement {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static double half(int number) {
        return number / 2.0;
    }

    public static Pipeline<Input, List<Double>> pipeline() {
        return Pipeline.define("eachwrongelement", Input.class, (p, in) -> {
            return p.each("half", EachWrongElement::half, in.get(Input::words)); 
        });
    }
}
