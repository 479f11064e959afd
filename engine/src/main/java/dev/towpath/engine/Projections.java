package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Node;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.List;

/// Makes the rows that people read from the history alone, to compare them with those that are stored.
public final class Projections {
    private final Recovery recovery;

    /// @param journal read only
    public Projections(Journal journal) {
        this.recovery = new Recovery(journal, Machine.RULES, new KnownPlan.Shelf());
    }

    /// The rows of a run.
    ///
    /// @param run whose number is that of the last event
    /// @param steps by index, those included that are in their first state and need no row
    public record Rows(RunRow run, List<StepRow> steps) {
        public Rows {
            steps = List.copyOf(steps);
        }

        /// The steps that have left their first state, or have done so before the run was resumed.
        public List<StepRow> begun() {
            return steps.stream()
                    .filter(step -> step.status() != Status.CREATED || step.attempts() > 0)
                    .toList();
        }
    }

    /// What the rows must be after the last event. The owner is taken from the stored row.
    ///
    /// @throws EngineException `run-not-found`
    /// @throws dev.towpath.spi.StoreException `store-corrupt` if a part of the history or the plan is missing
    public Rows of(RunId id) {
        var run = recovery.load(id);
        var steps = new ArrayList<StepRow>();
        for (var step = 0; step < run.plan.graph().size(); step++)
            if (!(run.node(step) instanceof Node.Choice)) steps.add(run.stepRow(step));
        return new Rows(run.currentRow(), steps);
    }
}
