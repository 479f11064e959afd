package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Graph;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.Ranges;
import dev.towpath.engine.machine.RunState;
import dev.towpath.engine.machine.UnitResults;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.RunRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the journal says of one run, and whether it may say that after what it has said before.
final class Watched {
    /// A step, or a unit of it.
    private record Place(int step, int unit) {}

    /// The attempts at one place.
    private static final class Tries {
        int number;
        int failed;
        int decided = 1;
        int executed;
        boolean inFlight;
        boolean succeeded;
        long notBefore;
    }

    /// What the world saw of attempts.
    interface World {
        /// What an attempt has reported; null for nothing. The digest of its value, or a failure's code.
        @Nullable
        String reported(Fence fence);

        /// Whether the process that has committed is executing an attempt of the run.
        boolean isBusy(RunId run, int epoch);
    }

    private final RunId run;
    private final Plan plan;
    private final boolean isChild;
    private final boolean isPipelined;
    private final World world;
    private final RunState state;
    private final Map<Place, Tries> tries = new TreeMap<>(
            (a, b) -> a.step() != b.step() ? Integer.compare(a.step(), b.step()) : Integer.compare(a.unit(), b.unit()));
    private final Set<Fence> started = new HashSet<>();
    private final Set<Fence> executed = new HashSet<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private String owner = "";
    private long seq;

    Watched(RunRow row, Plan plan, World world) {
        this.run = row.id();
        // A step that has asked for a run asks it to stop with its own run.
        this.isChild = row.parentStep() != null;
        this.isPipelined = row.options().contains("pipelined");
        this.plan = plan;
        this.world = world;
        this.state = new RunState(run, new Graph(plan));
    }

    Plan plan() {
        return plan;
    }

    RunState state() {
        return state;
    }

    long seq() {
        return seq;
    }

    Violation violation(int guarantee, String what) {
        return new Violation(guarantee, run + ": " + what);
    }

    private Tries at(int step, int unit) {
        return tries.computeIfAbsent(new Place(step, unit), _ -> new Tries());
    }

    /// The next events of the run.
    ///
    /// @param process who has committed them; null if nobody was told
    void take(EventRow row, @Nullable String process) {
        if (row.seq() != seq + 1) throw violation(0, "event " + row.seq() + " comes after event " + seq);
        for (var event : Events.unpack(row.packed())) {
            check(event, row);
            try {
                Machine.RULES.apply(state, event);
            } catch (RuntimeException e) {
                throw violation(0, event + " can not follow: " + e.getMessage());
            }
        }
        seq += row.count();
        if (row.epoch() != state.epoch())
            throw violation(3, "events of epoch " + row.epoch() + " are written, it is epoch " + state.epoch());
        if (process != null && !owner.equals(process) && !owner.isEmpty())
            throw violation(3, process + " writes to the run of " + owner);
        checkRest(process);
    }

    private void check(Event event, EventRow row) {
        switch (event) {
            case Event.Owned(var by, var epoch) -> {
                if (epoch != state.epoch() + 1) throw violation(3, by + " takes it without a new epoch");
                owner = by;
            }
            case Event.AttemptsStarted(var step, var first, var count, var number) ->
                starts(row.epoch(), step, first, count, number);
            case Event.StepSucceeded(var step, var number, _, _, var made) -> {
                accepted(new Fence(run, row.epoch(), step, -1, number), made.digest());
            }
            case Event.UnitsSucceeded(var step, var results) -> units(row.epoch(), step, results);
            case Event.AttemptFailed(var step, var unit, var number, _, _, var failure) ->
                failed(new Fence(run, row.epoch(), step, unit, number), failure);
            case Event.RetryPlanned(var step, var unit, var notBefore) -> {
                at(step, unit).notBefore = notBefore;
                if (at(step, unit).failed >= most(step)) throw violation(0, place(step, unit) + " has no try left");
            }
            case Event.RetryDue(var step, var unit) -> {
                if (row.at().toEpochMilli() < at(step, unit).notBefore)
                    throw violation(0, place(step, unit) + " is tried again before its time");
            }
            case Event.GaveUp(var step, var unit, var failure) -> gaveUp(step, unit, failure);
            case Event.AttemptsStopped(var step, var units) -> gone(step, units);
            case Event.AttemptsLost(var step, var units) -> gone(step, units);
            case Event.AttemptsUndecided(var step, var units) -> gone(step, units);
            case Event.Decided(var step, var unit, var verdict) -> {
                if (verdict instanceof Verdict.Retry) at(step, unit).decided++;
                if (verdict instanceof Verdict.Done) at(step, unit).succeeded = true;
            }
            case Event.Resumed _ -> {
                for (var one : tries.values()) one.failed = 0;
                for (var one : tries.values()) one.decided++;
            }
            case Event.RunSucceeded _, Event.RunFailed _ -> nothingRuns(0);
            case Event.RunCancelled _ -> nothingRuns(5);
            case Event.CancelAsked _ -> wasAsked("cancel");
            case Event.Paused _ -> wasAsked("pause");
            case Event.Unpaused _ -> wasAsked("unpause");
            case Event.CodeReplaced _ -> tries.clear();
            case Event.StepReused(var step, _, _) -> at(step, -1).succeeded = true;
            case Event.StepKept kept -> at(kept.step(), -1).succeeded = true;
            case Event.ListKept(var step, _, _) -> at(step, -1).succeeded = true;
            case Event.Submitted _,
                    Event.CodeMissing _,
                    Event.CodeFound _,
                    Event.RunStarted _,
                    Event.RunWaiting _,
                    Event.RunWoken _,
                    Event.Looked _,
                    Event.StepQueued _,
                    Event.StepSkipped _,
                    Event.BranchChosen _,
                    Event.Measured _,
                    Event.StepFailed _ -> {}
        }
    }

    private String place(int step, int unit) {
        return plan.nodes().get(step).name() + (unit < 0 ? "" : "[" + unit + "]");
    }

    private int most(int step) {
        var policies = Node.policies(plan.nodes().get(step));
        return policies == null ? 1 : policies.retry().attempts();
    }

    private void starts(int epoch, int step, int first, int count, int number) {
        if (at(step, -1).succeeded) throw violation(2, place(step, -1) + " is executed again");
        for (var unit = first; unit < first + count; unit++) {
            var one = at(step, unit);
            if (one.succeeded) throw violation(2, place(step, unit) + " is executed again");
            if (one.inFlight) throw violation(3, place(step, unit) + " is started while it is executed");
            if (number <= one.number && plan.nodes().get(step) instanceof Node.Work)
                throw violation(3, place(step, unit) + " has try " + number + " twice");
            if (one.failed >= most(step)) throw violation(0, place(step, unit) + " is tried too often");
            one.number = number;
            one.inFlight = true;
            started.add(new Fence(run, epoch, step, unit, number));
        }
    }

    private boolean isChild(int step) {
        return plan.nodes().get(step) instanceof Node.Expand;
    }

    private Tries end(Fence fence) {
        var one = at(fence.step(), fence.unit());
        if (one.succeeded) throw violation(3, "a second result of " + fence + " is accepted");
        if (!one.inFlight) throw violation(3, "a result of " + fence + " is accepted, which is not executed");
        if (one.number != fence.number())
            throw violation(3, "a late result of " + fence + " is accepted, it is try " + one.number);
        one.inFlight = false;
        return one;
    }

    private void accepted(Fence fence, Digest value) {
        end(fence).succeeded = true;
        if (isChild(fence.step())) return;
        var reported = world.reported(fence);
        if (reported == null) throw violation(3, "a result of " + fence + " is accepted that nobody gave");
        if (!reported.equals(value.hex())) throw violation(3, "another result of " + fence + " is accepted");
    }

    private void units(int epoch, int step, UnitResults results) {
        for (var i = 0; i < results.count(); i++) {
            var value = results.values()[i];
            var digest = results.digests()[i];
            if (value != null) digest = Digest.of(value);
            if (digest == null) throw violation(0, "a unit of " + place(step, -1) + " has no value");
            accepted(new Fence(run, epoch, step, results.units()[i], results.number()), digest);
        }
    }

    private void failed(Fence fence, Failure failure) {
        end(fence).failed++;
        if (!failure.code().startsWith("sim-") || isChild(fence.step())) return;
        if (!failure.code().equals(world.reported(fence)))
            throw violation(3, "a failure of " + fence + " is accepted that nobody reported: " + failure.code());
    }

    private void gaveUp(int step, int unit, Failure failure) {
        var again = failure.code().equals("sim-fails") || failure.code().equals("sim-time-out");
        if (again && !isChild(step) && at(step, unit).failed < most(step))
            throw violation(0, place(step, unit) + " is given up with tries left");
    }

    private void gone(int step, Ranges units) {
        if (units.count() == 0) at(step, -1).inFlight = false;
        units.numbers().forEach(unit -> at(step, unit).inFlight = false);
    }

    private void nothingRuns(int guarantee) {
        tries.forEach((place, one) -> {
            if (one.inFlight) throw violation(guarantee, place(place.step(), place.unit()) + " is executed at the end");
        });
        if (world.isBusy(run, state.epoch())) throw violation(guarantee, "attempts are executed at its end");
    }

    /// Somebody wants something of the run.
    void ask(String what) {
        asked.merge(what, 1, Integer::sum);
    }

    private void wasAsked(String what) {
        if (!isChild && asked.merge(what, -1, Integer::sum) < 0)
            throw violation(0, "nobody has asked for this " + what);
    }

    private void checkRest(@Nullable String process) {
        if (state.status() != Status.WAITING || state.isPaused() || process == null) return;
        if (!isPipelined && world.isBusy(run, state.epoch()))
            throw violation(6, "it waits while an attempt is executed");
        tries.forEach((place, one) -> {
            if (one.inFlight && !isChild(place.step()))
                throw violation(6, "it waits while " + place(place.step(), place.unit()) + " is executed");
        });
    }

    /// An attempt begins to be executed.
    void executes(Fence fence, Effect effect) {
        var isAhead = isPipelined && effect == Effect.PURE && !started.contains(fence);
        if (!isAhead && !started.contains(fence))
            throw violation(0, fence + " is executed before its start is on disk");
        // Two processes that want to take a run may both be ahead of the disk; one of them is refused.
        if (!isAhead && !executed.add(fence)) throw violation(3, fence + " is executed twice");
        var one = at(fence.step(), fence.unit());
        one.executed++;
        if (fence.epoch() == state.epoch() && one.succeeded)
            throw violation(2, place(fence.step(), fence.unit()) + " has succeeded and is executed again");
        if (effect == Effect.AT_MOST_ONCE && one.executed > one.decided)
            throw violation(2, place(fence.step(), fence.unit()) + " happens twice and nobody decided that");
    }
}
