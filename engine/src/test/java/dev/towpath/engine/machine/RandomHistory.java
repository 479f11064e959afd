package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.plan.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One run of a random plan in a random world: attempts that succeed, fail, stop or are lost, in any order; news that
/// come twice or too late; cancels, crashes, resumes, pauses, decisions, code that is missing or replaced. Checks after
/// each message what always has to hold.
final class RandomHistory {
    private static final RunId RUN = new RunId("r-00000000000000000000000000");
    private static final int INTERRUPTIONS = 3;

    private final Random random;
    private final List<byte[]> journal = new ArrayList<>();
    private final List<Effect> open = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();
    private final Map<Integer, Answer> facts = new HashMap<>();
    private final Guarantees guarantees = new Guarantees();
    private Graph graph;
    private RunState state;
    private long now = 1_000_000;
    private int epoch = 1;

    RandomHistory(long seed) {
        random = new Random(seed);
        graph = new Graph(RandomPlan.of(random));
        state = new RunState(RUN, graph);
    }

    /// The kinds of events that have happened.
    Set<Class<?>> kinds() {
        return guarantees.kinds();
    }

    RunState state() {
        return state;
    }

    /// Some steps of a wild world, then a tame one until the run has ended.
    void play() {
        guarantees.of(graph);
        var isQueuedOnly = random.nextInt(10) == 0;
        tell(new Message.Submit(isQueuedOnly ? "" : "o1", random.nextInt(5) == 0, 0, reuse()));
        if (isQueuedOnly) tell(new Message.TakeOver("o1", 1, INTERRUPTIONS));
        for (var i = random.nextInt(60); i > 0; i--) wild();
        for (var i = 0; i < 2000 && !state.status().isTerminal(); i++) tame();
        if (!state.status().isTerminal()) throw new AssertionError("the run does not end: " + state + open);
        checkEnd();
    }

    private Message.@Nullable Reuse reuse() {
        if (random.nextInt(5) > 0) return null;
        var stored = new ArrayList<Message.Stored>();
        for (var step = 0; step < graph.size(); step++)
            if (!(graph.node(step) instanceof Node.Choice) && random.nextBoolean())
                stored.add(new Message.Stored(step, new RunId("r-00000000000000000000000001"), made("s" + step)));
        var only = random.nextInt(3) == 0 ? random.nextInt(graph.size()) : -1;
        return new Message.Reuse(stored, only);
    }

    private void wild() {
        switch (random.nextInt(22)) {
            case 0 -> crash();
            case 1 -> {
                if (random.nextInt(3) == 0) tell(new Message.Cancel("no"));
            }
            case 2 -> {
                if (!sent.isEmpty()) tell(sent.get(random.nextInt(sent.size())));
            }
            case 3 -> {
                if (state.status() == Status.FAILED || state.status() == Status.CANCELLED) tell(new Message.Resume());
            }
            case 4 -> now += random.nextInt(50);
            case 5 -> tell(new Message.Pause("tea"));
            case 6 -> tell(new Message.Unpause("tea"));
            case 7 -> tell(new Message.MissCode("gone"));
            case 8 -> tell(new Message.FindCode());
            case 9 -> decide();
            case 10 -> {
                var step = state.nextReady(random.nextInt(graph.size()));
                if (step >= 0) tell(new Message.Refuse(step, failure(step, -1)));
            }
            case 11 -> {
                if (random.nextInt(3) == 0) replace();
            }
            default -> tame();
        }
    }

    /// Somebody says what became of an attempt that may have happened.
    private void decide() {
        for (var step = 0; step < graph.size(); step++) {
            var unsure = state.undecided(step).expanded();
            var unit = unsure.length == 0 ? -1 : unsure[random.nextInt(unsure.length)];
            if (!state.isUndecided(step, unit)) continue;
            tell(new Message.Decide(
                    step,
                    unit,
                    switch (random.nextInt(3)) {
                        case 0 -> new Verdict.Done(made("decided" + step));
                        case 1 -> new Verdict.Retry();
                        default -> new Verdict.Fail(failure(step, unit));
                    }));
            return;
        }
    }

    /// The code is replaced, by one with the same plan or with another.
    private void replace() {
        if (state.status() == Status.SUCCEEDED) return;
        var isSame = random.nextBoolean();
        var old = state;
        if (!isSame) {
            graph = new Graph(RandomPlan.of(random));
            facts.clear();
            sent.clear();
        }
        var kept = new ArrayList<Event.StepKept>();
        for (var step = 0; isSame && step < graph.size(); step++)
            if (old.made(step) != null && random.nextInt(3) > 0) kept.add(old.kept(step, step, now, now + 1));
        open.clear();
        guarantees.of(graph);
        state = old.restarted(graph);
        epoch++;
        tell(old.replacement("o" + epoch, code("new"), code("old"), kept));
    }

    private static Event.Code code(String text) {
        return new Event.Code(Digest.of("bundle " + text), Digest.of("plan " + text));
    }

    private void tame() {
        if (state.isHeld() && random.nextInt(3) == 0) {
            tell(new Message.Unpause(""));
            tell(new Message.FindCode());
        }
        if (open.isEmpty()) decide();
        for (var step = state.nextReady(0); step >= 0; step = state.nextReady(step + 1))
            tell(new Message.Place(step, random.nextInt(1, 4)));
        if (open.isEmpty()) return;
        var effect = open.remove(random.nextInt(open.size()));
        answer(effect);
    }

    /// The process dies: what was not told is forgotten, another one folds the history and takes over.
    private void crash() {
        open.clear();
        state = folded();
        if (state.status() != Status.SUCCEEDED) tell(new Message.TakeOver("o" + ++epoch, epoch, INTERRUPTIONS));
    }

    private RunState folded() {
        var fresh = new RunState(RUN, graph);
        for (var packed : sinceRestart()) for (var event : Events.unpack(packed)) Machine.apply(fresh, event);
        return fresh;
    }

    private List<byte[]> sinceRestart() {
        for (var row = journal.size() - 1; row > 0; row--)
            if (Events.startsOver(journal.get(row))) return journal.subList(row, journal.size());
        return journal;
    }

    private static boolean canComeTwice(Message message) {
        return switch (message) {
            case Message.Submit _,
                    Message.TakeOver _,
                    Message.Resume _,
                    Message.Replace _,
                    Message.Refuse _,
                    Message.Metrics _ -> false;
            default -> true;
        };
    }

    private void tell(Message message) {
        if (canComeTwice(message)) sent.add(message);
        var first = Machine.decide(state, message, now);
        var second = Machine.decide(state, message, now);
        same(Events.pack(first.events()), Events.pack(second.events()));
        if (!first.effects().equals(second.effects())) throw new AssertionError("two decisions on " + message);
        var decision = Machine.turn(state, message, now);
        if (!decision.events().isEmpty()) journal.add(Events.pack(decision.events()));
        for (var event : decision.events()) guarantees.check(event);
        open.addAll(decision.effects());
        checkState();
        var folded = folded().toString();
        if (!folded.equals(state.toString()))
            throw new AssertionError("after " + message + "\nfolded " + folded + "\nlive   " + state);
    }

    private void checkState() {
        var waiting = 0;
        var undecided = 0;
        for (var step = 0; step < graph.size(); step++) {
            var units = state.units[step];
            if (state.steps[step] instanceof StepState.Retrying) waiting++;
            if (state.isUndecided(step, -1)) undecided++;
            waiting += units == null ? 0 : units.delayed();
            undecided += state.undecided(step).count();
        }
        if (waiting != state.waiting || undecided != state.undecided)
            throw new AssertionError(waiting + " wait and " + undecided + " are undecided in " + state);
        var rests = state.status() == Status.QUEUED || state.status() == Status.WAITING;
        if (state.isHeld() && !rests) throw new AssertionError("held, and " + state);
        var isStuck = open.isEmpty() && state.running() == 0 && state.nextReady(0) < 0;
        if (isStuck && state.status() == Status.RUNNING) throw new AssertionError("nothing can go on in " + state);
    }

    private static void same(byte[] one, byte[] other) {
        if (!Arrays.equals(one, other)) throw new AssertionError("deciding twice gives different events");
    }

    private void checkEnd() {
        for (var step = 0; step < graph.size(); step++) {
            var status = state.status(step);
            if (state.status() == Status.SUCCEEDED
                    && status != Status.SUCCEEDED
                    && status != Status.CACHED
                    && status != Status.SKIPPED) throw new AssertionError("step " + step + " is " + status);
            if (!status.isTerminal() && status != Status.CREATED)
                throw new AssertionError("step " + step + " is " + status + " in a run that is " + state.status());
        }
    }

    private void answer(Effect effect) {
        switch (effect) {
            case Effect.Look(var watch) -> tell(new Message.Looked(watch, fact(watch)));
            case Effect.Gather(var step) -> {
                if (random.nextInt(20) == 0) tell(new Message.GatherFailed(step, failure(step, -1)));
                else tell(new Message.Gathered(step, made("list" + step), 1));
            }
            case Effect.Timer(var step, var unit, var at) -> {
                now = Math.max(now, at - random.nextInt(2));
                tell(new Message.TimerFired(step, unit));
            }
            case Effect.Start start -> attempts(start);
            case Effect.SubmitChild(var step, var unit) -> outcome(step, unit, state.unitTries(step, unit));
            case Effect.CancelChild(var step, var unit) ->
                tell(new Message.AttemptStopped(step, unit, epoch, state.unitTries(step, unit)));
            case Effect.StopAttempts _, Effect.Announce _ -> {}
        }
    }

    private Answer fact(int watch) {
        return facts.computeIfAbsent(
                watch, number -> switch (graph.watch(number).kind()) {
                    case COUNT -> new Answer.Count(random.nextInt(7));
                    case CASE -> new Answer.Case(random.nextBoolean() ? "true" : "false");
                    case CONTENT -> new Answer.Content(made("result"));
                });
    }

    private void attempts(Effect.Start start) {
        if (start.first() < 0) {
            outcome(start.step(), -1, start.number());
            return;
        }
        for (var unit = start.first(); unit < start.first() + start.count(); unit++)
            outcome(start.step(), unit, start.number());
    }

    private void outcome(int step, int unit, int number) {
        var fence = random.nextInt(20) == 0 ? epoch - 1 : epoch;
        switch (random.nextInt(8)) {
            case 0 -> {
                var kind = List.of(Message.Kind.values()).get(random.nextInt(3));
                var cause = new Message.Cause(kind, List.of("E"), failure(step, unit), random.nextDouble());
                tell(new Message.AttemptFailed(step, unit, fence, number, now, now + 1, cause));
            }
            case 1 -> tell(new Message.AttemptStopped(step, unit, fence, number));
            default -> {
                tell(
                        unit < 0
                                ? new Message.StepDone(step, fence, number, now, now + 1, made("s" + step))
                                : new Message.UnitsDone(step, fence, results(number, unit)));
                if (random.nextInt(10) == 0)
                    tell(new Message.Metrics(step, unit, number, new TreeMap<>(Map.of("m", 0.5))));
            }
        }
        if (fence != epoch) lostNews(step, unit, number);
    }

    /// An answer with an old fence was refused: the true one follows.
    private void lostNews(int step, int unit, int number) {
        tell(new Message.AttemptStopped(step, unit, epoch, number));
    }

    private UnitResults results(int number, int unit) {
        var small = random.nextBoolean();
        return new UnitResults(
                number,
                new int[] {unit},
                new long[] {now},
                new long[] {now + 5},
                new byte[][] {small ? new byte[] {'"', (byte) ('a' + unit), '"'} : null},
                new Digest[] {small ? null : Digest.of("u" + unit)},
                new long[] {3});
    }

    private static Made made(String text) {
        return new Made(Digest.of(text), text.length());
    }

    private Failure failure(int step, int unit) {
        var name = graph.node(step).name();
        return new Failure("step-failed", "it broke", name, unit, 1, "Draft.java:1", "Mend it.", "E", "", List.of());
    }
}
