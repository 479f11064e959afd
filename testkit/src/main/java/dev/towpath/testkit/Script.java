package dev.towpath.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which fault happens when.
final class Script {
    private final List<Fault> left;
    private final Map<String, Integer> counts = new HashMap<>();

    Script(List<Fault> faults) {
        left = new ArrayList<>(faults);
    }

    /// The faults of an execution that begins now.
    ///
    /// @param path of the step in all runs
    /// @param name of the step in its own plan
    List<Fault> begin(String path, String name, int unit) {
        var now = new ArrayList<Fault>();
        take(path, unit, now);
        if (!path.equals(name)) take(name, unit, now);
        return now;
    }

    private void take(String step, int unit, List<Fault> now) {
        var count = counts.merge(Execution.name(step, unit), 1, Integer::sum);
        for (var fault : List.copyOf(left)) {
            if (!fault.isOf(step, unit) || fault.execution() != count) continue;
            now.add(fault);
            left.remove(fault);
        }
    }

    /// Those that have not happened.
    List<Fault> left() {
        return List.copyOf(left);
    }
}
