// expect: 14 Input has no method 'nam'
import dev.towpath.*;
import java.util.*;

public final class MissingComponent {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String up(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("missingcomponent", Input.class, (p, in) -> {
            return p.step("up", MissingComponent::up, in.get(Input::nam)); 
        });
    }
}
