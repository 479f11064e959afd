package dev.towpath.testkit;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.History;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import dev.towpath.spi.StepRow;
import dev.towpath.testkit.Play.Played;
import dev.towpath.value.Encoded;
import dev.towpath.value.Nearest;
import dev.towpath.value.TypeNames;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What became of one step of a tested run, or of one unit of it.
public final class StepResult {
    private final Stage stage;
    private final Played played;
    private final String path;
    private final Found found;
    private final int unit;

    /// A step in the run that has it.
    ///
    /// @param row null as long as nothing has happened to it
    private record Found(
            RunId run, Plan plan, int index, @Nullable StepRow row) {}

    StepResult(Stage stage, Played played, String path) {
        this(stage, played, path, find(played, played.run(), path), -1);
    }

    private StepResult(Stage stage, Played played, String path, Found found, int unit) {
        this.stage = stage;
        this.played = played;
        this.path = path;
        this.found = found;
        this.unit = unit;
    }

    private static Found find(Played played, RunId run, String path) {
        var row = played.journal().run(run).orElseThrow();
        var plan = PlanJson.read(played.journal().value(row.plan()).orElseThrow());
        var names = plan.nodes().stream().map(Node::name).toList();
        var index = names.indexOf(path);
        if (index >= 0) {
            var steps = played.journal().steps(run);
            var step = steps.stream().filter(one -> one.index() == index).findFirst();
            return new Found(run, plan, index, step.orElse(null));
        }
        for (var child : played.journal().children(run)) {
            var prefix = child.parentStep() + "/";
            if (path.startsWith(prefix)) return find(played, child.id(), path.substring(prefix.length()));
        }
        throw new IllegalArgumentException(
                "there is no step '" + path + "'. " + Nearest.advice(path, names, "There are no steps."));
    }

    /// One unit of it, if it is a mapped step.
    public StepResult unit(int index) {
        if (units().stream().noneMatch(one -> one.index() == index))
            throw new IllegalArgumentException(path + " has no unit " + index + ", it has " + units().size());
        return new StepResult(stage, played, path, found, index);
    }

    private List<History.UnitFacts> units() {
        return new History(played.journal()).units(found.run(), found.plan(), found.index());
    }

    private History.UnitFacts facts() {
        return units().get(unit);
    }

    /// Its status.
    public Status status() {
        if (unit >= 0) return facts().status();
        return found.row() == null ? Status.CREATED : found.row().status();
    }

    /// Why it failed, or failed the last time; null if it has not.
    public @Nullable Failure failure() {
        if (unit >= 0) return facts().failure();
        return found.row() == null ? null : found.row().failure();
    }

    /// How often it was started, as the engine counts; for all units of a mapped step together.
    public int attempts() {
        if (unit >= 0) return facts().attempts();
        return found.row() == null ? 0 : found.row().attempts();
    }

    /// How often its code was called; for all units of a mapped step together.
    public int executed() {
        return (int) played.executions().stream()
                .filter(one -> one.worked && one.step.equals(path) && (unit < 0 || one.unit == unit))
                .count();
    }

    /// How often it was begun, also if its code was not called.
    int begun() {
        return (int) played.executions().stream()
                .filter(one -> one.step.equals(path) || one.step.endsWith("/" + path))
                .count();
    }

    /// What it gave: a list for a mapped step.
    ///
    /// @throws AssertionError if it has not succeeded
    public Object output() {
        assertSucceeded();
        if (unit >= 0) throw new IllegalStateException("look at the output of the whole step: it is a list");
        var type = TypeNames.parse(found.plan().nodes().get(found.index()).type(), stage.loader());
        var row = Objects.requireNonNull(found.row(), "it has succeeded");
        return stage.decoded(played.journal(), row.output(), stage.codecs().codec(type));
    }

    /// Whether somebody has to say what became of it, or of a unit of it.
    boolean isUndecided() {
        var all = units();
        return all.isEmpty()
                ? status() == Status.WAITING
                : all.stream().anyMatch(one -> one.status() == Status.WAITING && one.failure() == null);
    }

    /// A value as this step, or a unit of it, would have given it.
    Encoded encoded(Object value) {
        var node = found.plan().nodes().get(found.index());
        var type = TypeNames.parse(node.type(), stage.loader());
        var ofUnit = node instanceof Node.Each && type instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : type;
        return stage.encoded(ofUnit, value);
    }

    /// It succeeded.
    public StepResult assertSucceeded() {
        return assertStatus(Status.SUCCEEDED);
    }

    /// It was left out.
    public StepResult assertSkipped() {
        return assertStatus(Status.SKIPPED);
    }

    /// It has this status.
    public StepResult assertStatus(Status expected) {
        if (status() == expected) return this;
        var failure = failure();
        var why = failure == null ? "" : " with " + failure.code() + ": " + failure.message();
        throw error("should be " + expected + ", it is " + status() + why);
    }

    /// It failed with this code, for instance `step-failed`, `business-error`, `time-out`.
    public StepResult assertFailed(String code) {
        var failure = failure();
        if (status() == Status.FAILED && failure != null && failure.code().equals(code)) return this;
        throw error("should have failed with " + code + ", it is " + status()
                + (failure == null ? "" : " with " + failure.code() + ": " + failure.message()));
    }

    /// It was started so often.
    public StepResult assertAttempts(int expected) {
        if (attempts() == expected) return this;
        throw error("should have had " + expected + " attempts, it had " + attempts());
    }

    /// Its code was called so often.
    public StepResult assertExecuted(int expected) {
        if (executed() == expected) return this;
        throw error(
                "should have been executed " + Times.times(expected) + ", it was executed " + Times.times(executed()));
    }

    /// It gave this.
    public StepResult assertOutput(Object expected) {
        var output = output();
        if (Objects.deepEquals(output, expected)) return this;
        throw error("gave something else\n  expected: " + expected + "\n  was:      " + output);
    }

    private AssertionError error(String what) {
        return new AssertionError(Execution.name(path, unit) + " " + what + "\n\n" + HistoryText.of(played));
    }

    @Override
    public String toString() {
        return Execution.name(path, unit) + " " + status();
    }
}
