// expect: a big number in a constant
import dev.towpath.*;
import java.util.*;

public final class StaticBigNumber {
    record Input(String name, int count, List<String> words, boolean loud) {}

    private static final java.math.BigDecimal TAX = new java.math.BigDecimal("0.19");

    static String one(String text) {
        return TAX.multiply(new java.math.BigDecimal(text)).toPlainString();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("one", StaticBigNumber::one, in.get(Input::name));
        });
    }
}
