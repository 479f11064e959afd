// expect: a step that uses a pool of its own
import dev.towpath.*;
import java.util.*;

public final class Threads {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static int lengths(List<String> words) throws Exception {
        try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            return pool.submit(() -> words.size()).get();
        }
    }

    public static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("lengths", Threads::lengths, in.get(Input::words));
        });
    }
}
