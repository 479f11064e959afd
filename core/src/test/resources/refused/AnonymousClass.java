// expect: not-a-method AnonymousClass.java:11 wired 11
import dev.towpath.*;
import java.util.*;

public final class AnonymousClass {
    record Input(String name, int count, List<String> words, boolean loud) {}


    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step(
                    "up",
                    new Fn1<String, String>() {
                        @Override
                        public String apply(String text) {
                            return text.trim();
                        }
                    },
                    in.get(Input::name));
        });
    }
}
