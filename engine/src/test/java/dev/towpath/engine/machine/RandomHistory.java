package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// One run of a random plan in a random world: attempts that succeed, fail, stop or are lost, in any order; news that
/// come twice or too late; cancels, crashes and resumes. Checks after each message what always has to hold.
final class RandomHistory {
    private static final RunId RUN = new RunId("r-00000000000000000000000000");
    private static final int INTERRUPTIONS = 3;

    private final Random random;
    private final Graph graph;
    private final List<byte[]> journal = new ArrayList<>();
    private final List<Effect> open = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();
    private final Map<Integer, Answer> facts = new HashMap<>();
    private final BitSet succeeded = new BitSet();
    private RunState state;
    private long now = 1_000_000;
    private int epoch = 1;

    RandomHistory(long seed) {
        random = new Random(seed);
        Plan plan = RandomPlan.of(random);
        graph = new Graph(plan);
        state = new RunState(RUN, graph);
    }

    RunState state() {
        return state;
    }

    /// Some steps of a wild world, then a tame one until the run has ended.
    void play() {
        tell(new Message.Submit("o", random.nextInt(5) == 0, 0, null));
        for (var i = random.nextInt(60); i > 0; i--) wild();
        for (var i = 0; i < 2000 && !state.status().isTerminal(); i++) tame();
        if (!state.status().isTerminal()) throw new AssertionError("the run does not end: " + state + open);
        checkEnd();
    }

    private void wild() {
        switch (random.nextInt(16)) {
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
            default -> tame();
        }
    }

    private void tame() {
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
        for (var packed : journal) for (var event : Events.unpack(packed)) Machine.apply(fresh, event);
        return fresh;
    }

    private static boolean canComeTwice(Message message) {
        return switch (message) {
            case Message.Submit _, Message.TakeOver _, Message.Resume _, Message.Metrics _ -> false;
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
        for (var event : decision.events()) check(event);
        open.addAll(decision.effects());
        var folded = folded().toString();
        if (!folded.equals(state.toString()))
            throw new AssertionError("after " + message + "\nfolded " + folded + "\nlive   " + state);
    }

    private static void same(byte[] one, byte[] other) {
        if (!Arrays.equals(one, other)) throw new AssertionError("deciding twice gives different events");
    }

    private void check(Event event) {
        switch (event) {
            case Event.StepSucceeded done -> succeeded.set(done.step());
            case Event.ListKept kept -> succeeded.set(kept.step());
            case Event.AttemptsStarted started -> {
                if (succeeded.get(started.step()))
                    throw new AssertionError("step " + started.step() + " is executed again: " + started);
            }
            default -> {}
        }
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
