package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.engine.RunSnapshot;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunRow;
import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes views of runs from what is stored and, for runs of this process, from what the engine knows already.
final class RunViews {
    /// Plans that are kept decoded.
    private static final int PLANS = 16;

    private final Journal journal;
    private final Values values;
    private final OutputJson outputs;
    private final Predicate<RunRow> executed;
    private final Map<Digest, Plan> plans = new LinkedHashMap<>();

    /// @param executed whether a living process executes the run
    RunViews(Journal journal, Values values, OutputJson outputs, Predicate<RunRow> executed) {
        this.journal = journal;
        this.values = values;
        this.outputs = outputs;
        this.executed = executed;
    }

    RunRow row(RunId run) {
        return journal.run(run)
                .orElseThrow(() -> new NotFound(
                        "run-not-found",
                        "there is no run " + run,
                        run.text(),
                        "See `towpath runs` for the runs there are."));
    }

    Plan plan(RunRow row) {
        synchronized (plans) {
            var known = plans.get(row.plan());
            if (known != null) return known;
        }
        var plan = PlanJson.read(values.read(row.plan()));
        synchronized (plans) {
            plans.put(row.plan(), plan);
            if (plans.size() > PLANS) plans.remove(plans.keySet().iterator().next());
        }
        return plan;
    }

    /// Where each input came from, as was said when the run was submitted.
    Map<String, String> origins(RunRow row) {
        var origins = new TreeMap<String, String>();
        if (Json.parse(row.options()) instanceof Map<?, ?> options
                && options.get("origins") instanceof Map<?, ?> byName)
            byName.forEach((name, origin) -> origins.put(String.valueOf(name), String.valueOf(origin)));
        return origins;
    }

    /// Whether a run has not ended and nobody executes it.
    boolean isLeft(RunRow row) {
        return !row.status().isTerminal() && !executed.test(row);
    }

    /// Whether it waits for somebody: paused, or for a decision.
    boolean isAtRest(RunRow row) {
        return RunView.isPaused(row.status(), row.reason()) || RunView.isUndecided(row.status(), row.reason());
    }

    /// A run that is held waits on disk, with the reason: nothing interrupted it.
    private boolean isInterrupted(RunRow row) {
        return isLeft(row) && !RunView.isHeld(row.status(), row.reason());
    }

    /// Without steps, input and output.
    RunView brief(RunRow row) {
        return view(row, "", null, List.of());
    }

    RunView whole(RunRow row, Optional<RunSnapshot> live) {
        var plan = plan(row);
        var steps = live.map(now -> StepViews.live(plan, now))
                .orElseGet(() -> StepViews.stored(plan, journal.steps(row.id())));
        var current = live.map(now -> current(row, now)).orElse(row);
        var output = current.output();
        return view(
                current,
                new String(values.read(row.input()), StandardCharsets.UTF_8),
                output == null ? null : outputs.show(output),
                steps);
    }

    private static RunRow current(RunRow row, RunSnapshot now) {
        return new RunRow(
                row.id(),
                row.pipeline(),
                now.status(),
                row.bundle(),
                row.plan(),
                row.input(),
                row.options(),
                row.priority(),
                row.key(),
                row.parent(),
                row.parentStep(),
                row.owner(),
                row.epoch(),
                row.seq(),
                row.created(),
                now.started(),
                now.ended(),
                now.output(),
                now.failure(),
                now.reason());
    }

    private RunView view(RunRow row, String input, @Nullable String output, List<StepView> steps) {
        return new RunView(
                row.id(),
                row.pipeline(),
                row.status(),
                isInterrupted(row),
                row.key(),
                row.parent(),
                row.created(),
                row.started(),
                row.ended(),
                input,
                output,
                steps,
                row.failure(),
                row.reason());
    }
}
