// expect: type-not-encodable ThreadComponent.java:16 wired 16
import dev.towpath.*;
import java.util.*;

public final class ThreadComponent {
    record Input(String name, int count, List<String> words, boolean loud) {}

    record Worker(String name, Thread thread) {}

    static Worker worker(String name) {
        return new Worker(name, Thread.currentThread());
    }

    public static Pipeline<Input, ThreadComponent.Worker> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("worker", ThreadComponent::worker, in.get(Input::name));
        });
    }
}
