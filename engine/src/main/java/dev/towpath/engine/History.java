package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.RunState;
import dev.towpath.engine.machine.UnitResults;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.plan.Plan;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a journal keeps of a run, without an engine: events and units are stored packed and are expanded here.
/// Safe for many threads.
public final class History {
    private static final int PAGE = 256;

    private final Journal journal;
    private final KnownPlan.Shelf plans = new KnownPlan.Shelf();
    private final Restarts restarts;

    /// @param journal read only
    public History(Journal journal) {
        this.journal = journal;
        this.restarts = new Restarts(journal);
    }

    /// The events of a run from a sequence number on, oldest first.
    ///
    /// @param plan of the run
    public List<HistoryEvent> events(RunId run, Plan plan, long fromSeq, int limit) {
        return events(run, plans.of(plan), fromSeq, limit);
    }

    private List<HistoryEvent> events(RunId run, KnownPlan plan, long fromSeq, int limit) {
        var found = new ArrayList<HistoryEvent>();
        var rows = journal.events(run, fromSeq, PAGE);
        // A commit's events are one row, which may start before the event that is asked for.
        if (rows.isEmpty() || rows.getFirst().seq() > fromSeq) rows = journal.events(run, 1, PAGE);
        while (!rows.isEmpty() && found.size() < limit) {
            var replaced = restarts.of(run);
            for (var row : rows)
                if (found.size() < limit && row.seq() + row.count() > fromSeq)
                    found.addAll(Described.of(row, then(replaced, row, plan), fromSeq));
            rows = journal.events(run, after(rows.getLast()), PAGE);
        }
        return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
    }

    /// The plan that the events of a row are about.
    ///
    /// @param only the plan of a run whose code was never replaced
    private KnownPlan then(List<Restarts.Restart> replaced, EventRow row, KnownPlan only) {
        if (replaced.isEmpty()) return only;
        var code = replaced.getFirst().event().before();
        for (var restart : replaced)
            if (row.seq() >= restart.seq()) code = restart.event().code();
        return plan(run(row.run()), code.plan());
    }

    private static long after(EventRow row) {
        return row.seq() + row.count();
    }

    private RunRow run(RunId run) {
        return journal.run(run).orElseThrow(() -> EngineException.unknown(run));
    }

    private KnownPlan plan(RunRow run) {
        return plan(run, run.plan());
    }

    private KnownPlan plan(RunRow run, Digest plan) {
        return plans.of(
                plan,
                () -> journal.value(plan)
                        .orElseThrow(() -> new StoreException(
                                "store-corrupt",
                                "the plan of the run is missing",
                                run.id().text(),
                                "Restore the store from a copy.",
                                null)));
    }

    /// The units of a mapped step, by index; empty as long as the step has not been given its list, and for a step that
    /// has no units.
    ///
    /// @param plan of the run
    /// @param node the index of the step
    public List<UnitFacts> units(RunId run, Plan plan, int node) {
        var state = new RunState(run, plans.of(plan).graph());
        var units = new HashMap<Integer, UnitFacts>();
        forEach(run, (event, at) -> {
            Machine.apply(state, event);
            if (event instanceof Event.OfStep ofStep && ofStep.step() == node) note(ofStep, at, units);
        });
        var found = new ArrayList<UnitFacts>();
        for (var unit = 0; unit < state.unitCount(node); unit++) {
            var known = units.getOrDefault(unit, UnitFacts.unknown(unit));
            found.add(known.now(state.unitStatus(node, unit), state.unitTries(node, unit)));
        }
        return found;
    }

    private interface Seen {
        void event(Event event, Instant at);
    }

    private void forEach(RunId run, Seen seen) {
        for (var rows = journal.events(run, restarts.start(run), PAGE); !rows.isEmpty(); ) {
            for (var row : rows) for (var event : Events.unpack(row.packed())) seen.event(event, row.at());
            rows = journal.events(run, after(rows.getLast()), PAGE);
        }
    }

    private static void note(Event.OfStep event, Instant at, Map<Integer, UnitFacts> units) {
        switch (event) {
            case Event.AttemptsStarted(_, var first, var count, _) -> {
                for (var unit = first; first >= 0 && unit < first + count; unit++)
                    units.put(
                            unit,
                            units.getOrDefault(unit, UnitFacts.unknown(unit)).started(at));
            }
            case Event.UnitsSucceeded(_, var results) -> {
                for (var i = 0; i < results.count(); i++) units.put(results.units()[i], UnitFacts.of(results, i));
            }
            case Event.AttemptFailed(_, var unit, _, var started, var ended, var failure) -> {
                if (unit >= 0) units.put(unit, UnitFacts.failed(unit, started, ended, failure));
            }
            case Event.Decided(_, var unit, Verdict.Done(var made))
            when unit >= 0 ->
                units.put(
                        unit, units.getOrDefault(unit, UnitFacts.unknown(unit)).decided(at, made.digest()));
            case Event.Decided(_, var unit, Verdict.Fail(var failure))
            when unit >= 0 ->
                units.put(
                        unit, units.getOrDefault(unit, UnitFacts.unknown(unit)).failed(at, failure));
            case Event.Decided _,
                    Event.AttemptsUndecided _,
                    Event.StepKept _,
                    Event.StepQueued _,
                    Event.StepSkipped _,
                    Event.BranchChosen _,
                    Event.StepReused _,
                    Event.StepSucceeded _,
                    Event.Measured _,
                    Event.RetryPlanned _,
                    Event.RetryDue _,
                    Event.GaveUp _,
                    Event.AttemptsStopped _,
                    Event.AttemptsLost _,
                    Event.ListKept _,
                    Event.StepFailed _ -> {}
        }
    }

    /// Tells all events from a sequence number on, a commit at a time.
    ///
    /// @return the number of the next event
    long follow(RunId run, long fromSeq, Consumer<HistoryEvent> listener) {
        var next = fromSeq;
        var plan = plan(run(run));
        for (var found = events(run, plan, next, PAGE); !found.isEmpty(); found = events(run, plan, next, PAGE)) {
            found.forEach(listener);
            next = found.getLast().seq() + 1;
        }
        return next;
    }

    /// What is known of a unit.
    ///
    /// @param attempts tries so far
    /// @param started of the last try
    /// @param failure of the last try; null if it has not failed
    /// @param output the digest of its value; null if there is none or [#value] is there
    /// @param value its encoding if it is small; null if there is none or it is kept by its digest
    @SuppressWarnings("ArrayRecordComponent") // read from the journal for one caller
    public record UnitFacts(
            int index,
            Status status,
            int attempts,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Failure failure,
            @Nullable Digest output,
            byte @Nullable [] value) {
        private static UnitFacts unknown(int unit) {
            return new UnitFacts(unit, Status.CREATED, 0, null, null, null, null, null);
        }

        private static UnitFacts of(UnitResults results, int place) {
            return new UnitFacts(
                    results.units()[place],
                    Status.SUCCEEDED,
                    0,
                    Instant.ofEpochMilli(results.started()[place]),
                    Instant.ofEpochMilli(results.ended()[place]),
                    null,
                    results.digests()[place],
                    results.values()[place]);
        }

        private static UnitFacts failed(int unit, long started, long ended, Failure failure) {
            return new UnitFacts(
                    unit,
                    Status.FAILED,
                    0,
                    Instant.ofEpochMilli(started),
                    Instant.ofEpochMilli(ended),
                    failure,
                    null,
                    null);
        }

        private UnitFacts started(Instant at) {
            return new UnitFacts(index, status, attempts, at, null, failure, null, null);
        }

        private UnitFacts decided(Instant at, Digest made) {
            return new UnitFacts(index, status, attempts, started, at, null, made, null);
        }

        private UnitFacts failed(Instant at, Failure why) {
            return new UnitFacts(index, status, attempts, started, at, why, null, null);
        }

        private UnitFacts now(Status word, int tries) {
            return new UnitFacts(index, word, tries, started, ended, failure, output, value);
        }
    }
}
