// expect: 11 cannot find symbol
import dev.towpath.*;
import java.util.*;

public final class LambdaBody {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("lambdabody", Input.class, (p, in) -> {
            return p.step("up", (String s) -> s.toUper(), in.get(Input::name)); 
        });
    }
}
