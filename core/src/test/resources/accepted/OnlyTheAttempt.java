// expect: the attempt as the only value
import dev.towpath.*;
import java.util.*;

public final class OnlyTheAttempt {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String id(Attempt attempt) {
        return attempt.idempotencyKey();
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("id", OnlyTheAttempt::id, p.attempt());
        });
    }
}
