package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.value.EncodedJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Attempts that wait until a test says how they end.
final class ScriptedAttempts implements Attempts {
    final List<Task> running = new ArrayList<>();
    final List<RunId> stopped = new ArrayList<>();
    final List<String> history = new ArrayList<>();

    @Override
    public void start(Task task) {
        running.add(task);
        history.add(name(task));
    }

    @Override
    public void stop(RunId run) {
        stopped.add(run);
    }

    @Override
    public void close() {}

    private static String name(Task task) {
        var node = task.code().plan().nodes().get(task.node()).name();
        if (task.firstUnit() < 0) return node + "#" + task.number();
        var last = task.firstUnit() + task.units() - 1;
        return node + "[" + task.firstUnit() + (task.units() > 1 ? "-" + last : "") + "]#" + task.number();
    }

    List<String> names() {
        return running.stream().map(ScriptedAttempts::name).toList();
    }

    /// Takes the first running task of a step.
    Task take(String step) {
        for (var task : running) {
            if (!task.code().plan().nodes().get(task.node()).name().equals(step)) continue;
            running.remove(task);
            return task;
        }
        throw new AssertionError("'" + step + "' is not running, but " + names());
    }

    static Outcome gives(String json) {
        return gives(json, List.of());
    }

    static Outcome gives(String json, List<Digest> contents) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Outcome.Success(new Output(Digest.of(bytes), bytes, bytes.length, contents), Map.of());
    }

    static Outcome fails(Report.Kind kind, String message, String... errors) {
        return new Outcome.Failed(
                kind,
                List.of(errors),
                new Failure("step-failed", message, "s", -1, 1, "P.java:7", "Mend it.", "E", "E: x", List.of("last")));
    }

    /// All units of a task end alike.
    static Report.Ended ended(Task task, Instant now, Outcome outcome) {
        var results = new ArrayList<Report.Result>();
        for (var i = 0; i < task.units(); i++)
            results.add(new Report.Result(
                    task.firstUnit() < 0 ? -1 : task.firstUnit() + i, now, now.plusMillis(1), outcome));
        return new Report.Ended(task.run(), task, results, true);
    }

    /// Each unit of a task gives its element back.
    static Report.Ended echoed(Task task, Instant now) {
        var results = new ArrayList<Report.Result>();
        for (var i = 0; i < task.units(); i++) {
            var unit = task.firstUnit() + i;
            var bytes = switch (task.arguments().getFirst()) {
                case Argument.Element(var list, _) -> list.get(unit);
                case Argument.Chunk(var list, _, var size) ->
                    list.slice(unit * size, Math.min(list.count(), (unit + 1) * size));
                case Argument.Whole _, Argument.Self _ -> EncodedJson.nothing();
            };
            var output = new Output(Digest.of(bytes), bytes, bytes.length, List.of());
            results.add(new Report.Result(unit, now, now.plusNanos(5000), new Outcome.Success(output, Map.of())));
        }
        return new Report.Ended(task.run(), task, results, true);
    }
}
