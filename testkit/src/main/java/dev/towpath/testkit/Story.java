package dev.towpath.testkit;

import dev.towpath.Effect;
import dev.towpath.Status;
import dev.towpath.plan.Node;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says what a search has found: which step it is, what happened to it, and what its author can do.
final class Story<O> {
    private final Show<O> show;
    private final Seen<O> normal;
    private final long seed;

    /// @param normal without faults
    Story(Show<O> show, Seen<O> normal, long seed) {
        this.show = show;
        this.normal = normal;
        this.seed = seed;
    }

    /// Which step, what it did, and what to do about it.
    private record Told(Finding.Kind kind, @Nullable String step, String what, String advice) {}

    /// Two executions without a fault were not the same.
    Finding withoutFaults(Seen<O> again, int histories) {
        var odd = odd(again);
        var told = odd == null
                ? new Told(
                        Finding.Kind.NOT_DETERMINISTIC,
                        null,
                        "a second execution without any fault shows something else",
                        "Put back with fresh(() -> …) what the pipeline changes outside, and let observing(…) give a"
                                + " copy of it.")
                : new Told(
                        Finding.Kind.NOT_DETERMINISTIC,
                        odd.step,
                        odd.name() + " gives another result each time, also without any fault",
                        "Take what changes (time, chance, what is outside) as an input of the run, put it back with"
                                + " fresh(() -> …), or leave it out with comparing(…).");
        return finding(told, List.of(), again, histories);
    }

    /// An execution with these faults shows something else.
    Finding of(List<Fault> faults, Seen<O> seen, int histories) {
        return finding(told(faults, seen), faults, seen, histories);
    }

    private Told told(List<Fault> faults, Seen<O> seen) {
        var repeats = seen.result().executedTwice();
        var odd = odd(seen);
        var guilty = guilty(repeats, faults, odd);
        if (guilty != null) return repeated(guilty, faults, seen, odd);
        var reasons = String.join("; ", faults.stream().map(Fault::toString).toList());
        var own = odd != null && faults.stream().anyMatch(fault -> fault.isOf(odd.step, odd.unit));
        if (!own && normal.hasEnded(seen) && faults.stream().allMatch(Story::delays)) return order(faults, reasons);
        if (odd != null)
            return new Told(
                    Finding.Kind.NOT_DETERMINISTIC,
                    odd.step,
                    odd.name() + " gives another result after a fault, although it was executed once: " + reasons,
                    "A result must not depend on the number of the attempt, the clock or what is outside: take it as an"
                            + " input.");
        return new Told(
                Finding.Kind.FAILS,
                faults.isEmpty() ? null : faults.getFirst().step(),
                "the run does not survive it: " + reasons,
                "See the failure in the history below.");
    }

    /// Whether a fault changes nothing but when something happens.
    private static boolean delays(Fault fault) {
        return switch (fault.kind()) {
            case SLOW, FAILS, CRASH_BEFORE, CRASH_AFTER -> true;
            case FAILS_AFTER_WORK, LOSES, TIMES_OUT, CANCELS -> false;
        };
    }

    private static Told order(List<Fault> faults, String reasons) {
        var late = Execution.name(faults.getFirst().step(), faults.getFirst().unit());
        return new Told(
                Finding.Kind.ORDER,
                faults.getFirst().step(),
                "the order of things has changed, because " + late + " came later: " + reasons,
                "Units of a step, and steps without an edge between them, happen in any order. If that does not matter,"
                        + " compare without it (a sorted list, a set); if it does, wire an edge, for instance with"
                        + " .after(…).");
    }

    /// The repeated step that is to blame: one whose result changes, else one that a fault names.
    private static @Nullable Repeat guilty(List<Repeat> repeats, List<Fault> faults, @Nullable Execution odd) {
        for (var repeat : repeats)
            if (odd != null && repeat.step().equals(odd.step) && repeat.unit() == odd.unit) return repeat;
        for (var fault : faults) for (var repeat : repeats) if (fault.isOf(repeat.step(), repeat.unit())) return repeat;
        return repeats.isEmpty() ? null : repeats.getFirst();
    }

    private Told repeated(Repeat repeat, List<Fault> faults, Seen<O> seen, @Nullable Execution odd) {
        var name = Execution.name(repeat.step(), repeat.unit());
        var causes = faults.stream()
                .filter(fault -> fault.isOf(repeat.step(), repeat.unit()))
                .map(Fault::toString)
                .toList();
        var why = String.join("; ", causes.isEmpty() ? repeat.why() : causes);
        var what = name + " was executed " + Times.times(repeat.times()) + ": " + why;
        if (!normal.hasEnded(seen)) {
            var failure = seen.result().failure();
            return new Told(
                    Finding.Kind.FAILS,
                    repeat.step(),
                    what + ", and then the run " + seen.result().status()
                            + (failure == null ? "" : " with " + failure.message()),
                    "A step has to bear that it is executed again: let it replace what an earlier attempt has left"
                            + " behind, or declare effect(AT_MOST_ONCE).");
        }
        if (odd != null && odd.step.equals(repeat.step()) && odd.unit == repeat.unit() && normal.isOutside(seen))
            return new Told(
                    Finding.Kind.NOT_DETERMINISTIC,
                    repeat.step(),
                    what + ", and gave another result then",
                    "The same inputs have to give the same result: take what changes (time, chance, a counter outside)"
                            + " as an input, or keep it outside by attempt.idempotencyKey().");
        return new Told(Finding.Kind.NOT_IDEMPOTENT, repeat.step(), what, advice(repeat.step()));
    }

    private String advice(String step) {
        var declared =
                show.node(step) instanceof Node.Work work ? work.policies().effect() : Effect.PURE;
        return switch (declared) {
            case PURE, AT_MOST_ONCE -> "Declare effect(AT_MOST_ONCE) or use attempt.idempotencyKey().";
            case IDEMPOTENT ->
                "It is declared effect(IDEMPOTENT) and is not: use attempt.idempotencyKey(), or declare"
                        + " effect(AT_MOST_ONCE).";
        };
    }

    /// The first step or unit that gave in the end something else than without faults; null if there is none.
    private @Nullable Execution odd(Seen<O> seen) {
        for (var before : normal.result().executions()) {
            var after = last(seen, before);
            if (after != null
                    && before.result != null
                    && after.result != null
                    && !Objects.equals(before.result, after.result)) return after;
        }
        return null;
    }

    private @Nullable Execution last(Seen<O> seen, Execution like) {
        Execution last = null;
        for (var one : seen.result().executions()) if (one.step.equals(like.step) && one.unit == like.unit) last = one;
        return last;
    }

    private Finding finding(Told told, List<Fault> faults, Seen<O> seen, int histories) {
        var history = seen.result().history();
        return new Finding(
                told.kind(),
                told.step(),
                told.what(),
                told.advice(),
                faults,
                shown(normal, seen, normal),
                shown(normal, seen, seen),
                seed,
                histories,
                history);
    }

    /// Of one of two executions that are not the same: what is not.
    private static <O> String shown(Seen<O> normal, Seen<O> other, Seen<O> of) {
        if (!normal.hasEnded(other)) return of.result().status().toString();
        if (!normal.isOutside(other)) return of.text();
        return of.result().status() == Status.SUCCEEDED
                ? String.valueOf(of.result().output())
                : of.result().status().toString();
    }
}
