// expect: type-not-encodable AttemptInRecord.java:16 wired 16
import dev.towpath.*;
import java.util.*;

public final class AttemptInRecord {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Kept(Attempt attempt) {}

    static Kept keep(Attempt attempt) {
        return new Kept(attempt);
    }

    public static Pipeline<Input, AttemptInRecord.Kept> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("keep", AttemptInRecord::keep, p.attempt());
        });
    }
}
