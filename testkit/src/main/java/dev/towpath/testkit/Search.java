package dev.towpath.testkit;

import dev.towpath.Effect;
import dev.towpath.Status;
import dev.towpath.plan.Node;
import dev.towpath.plan.Policies;
import dev.towpath.testkit.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks for faults that a run should survive and does not: first each one alone, then some together.
final class Search<O> {
    private static final int MOST_TOGETHER = 4;
    /// An engine gives a step up that was interrupted more often.
    private static final int MOST_LOST = 3;
    private static final int UNITS_OF_A_STEP = 3;
    private static final Duration SLOWEST = Duration.ofSeconds(100);

    private final Show<O> show;
    private final PipelineTest.Setup<O> setup;
    private final long seed;
    private final InstantSource clock;
    private final Instant began;
    private final Random chance;
    private int histories;
    private int faults;

    Search(Show<O> show, PipelineTest.Setup<O> setup, long seed, InstantSource clock) {
        this.show = show;
        this.setup = setup;
        this.seed = seed;
        this.clock = clock;
        this.began = clock.instant();
        this.chance = new Random(seed);
    }

    SearchReport report() {
        return new SearchReport(seed, histories, faults, Duration.between(began, clock.instant()));
    }

    /// What is found first, made as small as possible; null if nothing is.
    @Nullable
    Finding find() {
        var normal = play(List.of());
        normal.result().assertSucceeded();
        var again = play(List.of());
        if (normal.differs(again)) return story(normal).withoutFaults(again, histories);
        var single = singles(normal.result().executions());
        for (var fault : single) {
            if (isOver()) return null;
            var seen = play(List.of(fault));
            if (normal.differs(seen)) return told(normal, List.of(fault));
        }
        while (!isOver() && single.size() > 1) {
            var some = some(single);
            if (normal.differs(play(some))) return told(normal, some);
        }
        return null;
    }

    private Story<O> story(Seen<O> normal) {
        return new Story<>(show, normal, seed);
    }

    private Finding told(Seen<O> normal, List<Fault> found) {
        var smallest = new Shrinking(found, this::isPossible, some -> normal.differs(play(some))).smallest();
        return story(normal).of(smallest, play(smallest), histories);
    }

    private boolean isOver() {
        return histories >= setup.limits.histories()
                || Duration.between(began, clock.instant()).compareTo(setup.limits.time()) >= 0;
    }

    private Seen<O> play(List<Fault> some) {
        histories++;
        faults += some.size();
        var all = new ArrayList<>(setup.faults);
        all.addAll(some);
        setup.fresh.run();
        var result = show.play(all);
        var output = result.status() == Status.SUCCEEDED ? setup.compared(result) : null;
        return new Seen<>(result, output, setup.observed.get());
    }

    /// Every fault that can happen alone, in an order of chance.
    private List<Fault> singles(List<Execution> executions) {
        var found = new ArrayList<Fault>();
        for (var step : executions.stream().map(one -> one.step).distinct().toList()) {
            var units = new ArrayList<>(executions.stream()
                    .filter(one -> one.step.equals(step))
                    .map(one -> one.unit)
                    .distinct()
                    .toList());
            Collections.shuffle(units, chance);
            for (var unit : units.subList(0, Math.min(units.size(), UNITS_OF_A_STEP)))
                for (var kind : kinds(step)) found.add(fault(kind, step, unit));
        }
        Collections.shuffle(found, chance);
        return found;
    }

    private Fault fault(Kind kind, String step, int unit) {
        var fault = switch (kind) {
            case FAILS -> Fault.fails(step, new SimulatedFailure(step));
            case FAILS_AFTER_WORK -> Fault.failsAfterWork(step, new SimulatedFailure(step));
            case SLOW -> Fault.slow(step, Duration.ofSeconds(1 + chance.nextInt((int) SLOWEST.toSeconds())));
            case CRASH_BEFORE, LOSES, CRASH_AFTER, TIMES_OUT, CANCELS -> Fault.of(kind, step);
        };
        return unit < 0 ? fault : fault.ofUnit(unit);
    }

    /// Faults that a step has to survive.
    private Set<Kind> kinds(String step) {
        var kinds = EnumSet.of(Kind.CRASH_AFTER);
        var policies = policies(step);
        var limit = policies.timeout();
        if (limit == null || limit.compareTo(SLOWEST) > 0) kinds.add(Kind.SLOW);
        if (policies.effect() == Effect.AT_MOST_ONCE) return kinds;
        kinds.addAll(EnumSet.of(Kind.CRASH_BEFORE, Kind.LOSES));
        if (isTriedAgain(policies, SimulatedFailure.class)) kinds.addAll(EnumSet.of(Kind.FAILS, Kind.FAILS_AFTER_WORK));
        if (limit != null && isTriedAgain(policies, TimeoutException.class)) kinds.add(Kind.TIMES_OUT);
        return kinds;
    }

    private Policies policies(String step) {
        return show.node(step) instanceof Node.Work work ? work.policies() : Policies.DEFAULT;
    }

    private static boolean isTriedAgain(Policies policies, Class<?> error) {
        var retry = policies.retry();
        if (retry.attempts() < 2) return false;
        var named = retry.on().isEmpty();
        for (Class<?> type = error; type != null; type = type.getSuperclass()) {
            if (retry.notOn().contains(type.getName())) return false;
            if (retry.on().contains(type.getName())) named = true;
        }
        return named;
    }

    /// Some faults together, of which a few may happen to the same step, one after the other.
    private List<Fault> some(List<Fault> single) {
        var count = 2 + chance.nextInt(MOST_TOGETHER - 1);
        var some = new ArrayList<Fault>();
        while (some.size() < count) {
            var fault = single.get(chance.nextInt(single.size()));
            var number = 1 + count(some, fault);
            some.add(fault.inExecution(number));
            if (!isPossible(some)) return some.subList(0, some.size() - 1);
        }
        return some;
    }

    private static int count(List<Fault> faults, Fault like) {
        return (int) faults.stream()
                .filter(other -> other.isOf(like.step(), like.unit()))
                .count();
    }

    /// Whether a run has to survive all of these together.
    private boolean isPossible(List<Fault> some) {
        for (var fault : some) {
            if (!kinds(fault.step()).contains(fault.kind())) return false;
            var failed = some.stream()
                    .filter(other -> other.isOf(fault.step(), fault.unit()) && fails(other.kind()))
                    .count();
            if (failed >= policies(fault.step()).retry().attempts()) return false;
        }
        return some.stream().filter(fault -> !fails(fault.kind())).count() <= MOST_LOST;
    }

    private static boolean fails(Kind kind) {
        return switch (kind) {
            case FAILS, FAILS_AFTER_WORK, TIMES_OUT -> true;
            case CRASH_BEFORE, LOSES, CRASH_AFTER, CANCELS, SLOW -> false;
        };
    }
}
