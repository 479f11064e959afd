package dev.towpath.engine;

import dev.towpath.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Those who wait for the end of runs.
final class Waiters {
    private final Map<RunId, List<CompletableFuture<Optional<RunEnd>>>> waiters = new HashMap<>();

    void add(RunId run, CompletableFuture<Optional<RunEnd>> answer) {
        var waiting = waiters.computeIfAbsent(run, _ -> new ArrayList<>());
        waiting.removeIf(CompletableFuture::isDone); // those that did not want to wait any longer
        waiting.add(answer);
    }

    void ended(RunEnd end) {
        var waiting = waiters.remove(end.run());
        if (waiting != null) for (var waiter : waiting) waiter.complete(Optional.of(end));
    }

    /// The run does not go on here.
    void refuse(RunId run, RuntimeException why) {
        var waiting = waiters.remove(run);
        if (waiting != null) for (var waiter : waiting) waiter.completeExceptionally(why);
    }

    void refuseAll(RuntimeException why) {
        for (var waiting : waiters.values()) for (var waiter : waiting) waiter.completeExceptionally(why);
        waiters.clear();
    }
}
