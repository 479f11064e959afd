package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Rules;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;

/// Loads a run: its row, its plan, and the state that its history folds to, from where it last started over with other
/// code.
final class Recovery {
    private static final int PAGE = 1000;

    private final Journal journal;
    private final Rules rules;
    private final KnownPlan.Shelf plans;

    Recovery(Journal journal, Rules rules, KnownPlan.Shelf plans) {
        this.journal = journal;
        this.rules = rules;
        this.plans = plans;
    }

    /// The run as its last commit left it.
    ///
    /// @throws EngineException `run-not-found`
    /// @throws StoreException if its plan or a part of its history is missing
    Live load(RunId id) {
        var row = journal.run(id).orElseThrow(() -> EngineException.unknown(id));
        var plan = plan(row);
        var run = new Live(row, plan);
        var start = new Restarts(journal).start(id);
        run.seq = start - 1;
        for (var page = journal.events(id, start, PAGE);
                !page.isEmpty();
                page = journal.events(id, run.seq + 1, PAGE)) {
            for (var events : page) {
                if (events.seq() != run.seq + 1)
                    throw corrupt("event " + (run.seq + 1) + " of the history is missing", id);
                var at = events.at().toEpochMilli();
                for (var event : Events.unpack(events.packed())) {
                    rules.apply(run.state, event);
                    run.projection.observe(event, at);
                }
                run.seq += events.count();
            }
        }
        if (start > 1) run.projection.startedBefore(row.started());
        run.projection.written();
        return run;
    }

    /// Whether the store itself has failed, and not only one run can not be read.
    static boolean isOfStore(RuntimeException failure) {
        return failure instanceof StoreException e && !e.code().equals("store-corrupt");
    }

    /// What a run is bound to.
    KnownPlan plan(RunRow run) {
        return plans.of(run.plan(), () -> plan(run.id(), run.plan()));
    }

    private byte[] plan(RunId id, Digest plan) {
        return journal.value(plan).orElseThrow(() -> corrupt("the plan " + plan.brief() + " is missing", id));
    }

    private static StoreException corrupt(String what, RunId run) {
        return new StoreException(
                "store-corrupt", what, run.text(), "Restore the store from a copy, then resume the run.", null);
    }
}
