package dev.towpath.testkit.simulation;

import dev.towpath.RunId;
import dev.towpath.engine.Task;

/// What tells one attempt from all others.
///
/// @param unit -1 for a step that is not mapped
record Fence(RunId run, int epoch, int step, int unit, int number) {
    static Fence of(Task task, int unit) {
        return new Fence(task.run(), task.epoch(), task.node(), unit, task.number());
    }

    @Override
    public String toString() {
        return "step " + step + (unit < 0 ? "" : "/" + unit) + " try " + number + " of epoch " + epoch;
    }
}
