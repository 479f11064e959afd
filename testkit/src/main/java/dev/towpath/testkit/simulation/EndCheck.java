package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Graph;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.RunState;
import dev.towpath.plan.Node;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What must hold when everything has come to rest: every run has ended, its rows and its history say the same, and its
/// outputs are those that the plan gives without an engine.
final class EndCheck {
    private final World world;
    private final Users users;
    private final Tables tables;

    EndCheck(World world, Users users) {
        this.world = world;
        this.users = users;
        this.tables = world.store.tables();
    }

    void check() {
        for (var run : users.acknowledged()) {
            var row = tables.runs.get(run);
            if (row == null) throw new Violation(1, run + " was acknowledged and is lost");
            if (!row.status().isTerminal()) throw new Violation(1, run + " does not end, it is " + row.status());
        }
        checkBlobs();
        for (var row : tables.runs.values()) {
            checkFold(row);
            checkOutputs(row);
        }
    }

    /// What the journal names is there.
    void checkBlobs() {
        for (var row : tables.runs.values()) {
            named(row.id(), "input", row.input());
            named(row.id(), "output", row.output());
        }
        for (var rows : tables.steps.values()) for (var row : rows.values()) named(row.run(), row.name(), row.output());
        for (var row : tables.artifacts) named(row.run(), row.step(), row.digest());
        for (var rows : tables.events.values())
            for (var row : rows.values())
                for (var event : Events.unpack(row.packed()))
                    if (event instanceof Event.UnitsSucceeded(_, var results))
                        for (var digest : results.digests()) named(row.run(), "a unit", digest);
    }

    private void named(RunId run, String what, @Nullable Digest digest) {
        if (digest != null && bytes(world, digest).isEmpty())
            throw new Violation(1, run + ": the journal names " + what + " " + digest.brief() + ", which is not there");
    }

    private static Optional<byte[]> bytes(World world, Digest digest) {
        var small = world.store.tables().values.get(digest);
        if (small != null) return Optional.of(small.bytes());
        var file = SimulatedArtifacts.file(digest);
        if (!world.disk.has(file)) return Optional.empty();
        return world.disk.read(file).getFirst() instanceof byte[] bytes
                        && Digest.of(bytes).equals(digest)
                ? Optional.of(bytes)
                : Optional.empty();
    }

    private void checkFold(RunRow row) {
        var watched = world.witness.run(row.id());
        var state = new RunState(row.id(), new Graph(watched.plan()));
        for (var events : tables.events.getOrDefault(row.id(), new TreeMap<>()).values())
            for (var event : Events.unpack(events.packed())) Machine.RULES.apply(state, event);
        if (!state.toString().equals(watched.state().toString()))
            throw watched.violation(0, "folded from scratch it is\n" + state + "\nand not\n" + watched.state());
        world.witness.check(row);
        for (var step = 0; step < watched.plan().nodes().size(); step++) {
            if (watched.plan().nodes().get(step) instanceof Node.Choice) continue;
            var kept = step(row.id(), step);
            if (kept != null) world.witness.check(kept);
            else if (state.status(step) != Status.CREATED)
                throw watched.violation(0, "step " + step + " is " + state.status(step) + " and has no row");
        }
    }

    private @Nullable StepRow step(RunId run, int index) {
        var rows = tables.steps.get(run);
        return rows == null ? null : rows.get(index);
    }

    /// What the plan of a run says of each of its nodes, as far as can be told now.
    static List<Reference.Result> reference(World world, RunId run, byte[] input) {
        var watched = world.witness.run(run);
        return Reference.of(watched.plan(), input, new Facts(world, run, watched.state()));
    }

    private void checkOutputs(RunRow row) {
        var watched = world.witness.run(row.id());
        var input = bytes(world, row.input()).orElseThrow();
        var wanted = users.input(row.id());
        if (wanted != null && !Digest.of(wanted).equals(row.input()))
            throw watched.violation(1, "it has another input");
        var results = reference(world, row.id(), input);
        for (var node = 0; node < results.size() - 1; node++) check(watched, node, results.get(node));
        if (row.status() != Status.SUCCEEDED) return;
        var output = results.getLast() instanceof Reference.Result.Value(var bytes) ? Digest.of(bytes) : null;
        if (!Objects.equals(output, row.output())) throw watched.violation(0, "its output is not what the plan gives");
    }

    private static void check(Watched run, int node, Reference.Result result) {
        var state = run.state();
        var name = run.plan().nodes().get(node).name();
        var status = state.status(node);
        var made = state.made(node);
        var right = switch (status) {
            case SUCCEEDED, CACHED ->
                result instanceof Reference.Result.Value(var bytes)
                        && (made == null || made.digest().equals(Digest.of(bytes)));
            case SKIPPED -> result instanceof Reference.Result.Skipped;
            case CREATED, QUEUED, RUNNING, WAITING, FAILED, CANCELLING, CANCELLED, LOST ->
                state.status() != Status.SUCCEEDED;
        };
        if (!right)
            throw run.violation(
                    0,
                    name + " is " + status + ", the plan says "
                            + result.getClass().getSimpleName());
    }

    /// What the history knows of the units of a run.
    private record Facts(World world, RunId run, RunState state) implements Reference.Facts {
        @Override
        public boolean failed(int node, int unit) {
            return unit < state.unitCount(node) && state.unitStatus(node, unit) == Status.FAILED;
        }

        @Override
        public Optional<byte[]> child(int node, int unit) {
            var step = state.graph().node(node).name() + "/" + unit;
            for (var row : children())
                if (step.equals(row.parentStep()))
                    return Optional.ofNullable(row.output()).flatMap(digest -> bytes(world, digest));
            return Optional.empty();
        }

        private List<RunRow> children() {
            return world.store.tables().runs.values().stream()
                    .filter(row -> run.equals(row.parent()))
                    .toList();
        }
    }
}
