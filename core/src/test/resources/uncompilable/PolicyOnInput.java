// expect: 11 cannot find symbol
import dev.towpath.*;
import java.util.*;

public final class PolicyOnInput {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("policyoninput", Input.class, (p, in) -> {
            return in.get(Input::name).retry(Retry.times(2)); 
        });
    }
}
