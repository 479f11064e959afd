package dev.towpath.engine;

import dev.towpath.RunId;
import java.util.List;

/// Work for the attempt threads: one try of a step, or one try each of some neighbouring units of a mapped step.
///
/// @param run the run
/// @param epoch of the run's owner; with the number it is the fence of the attempt
/// @param code the loaded plan of the run
/// @param node the index of the step in the plan
/// @param firstUnit the first unit; -1 for a step that is not mapped
/// @param units how many units, 1 for a step that is not mapped
/// @param number the number of this try, from 1; tasks of more than one unit are first tries
/// @param arguments one for each input of the node, in order
record Task(
        RunId run,
        int epoch,
        LoadedPlan code,
        int node,
        int firstUnit,
        int units,
        int number,
        List<Argument> arguments) {
    Task {
        arguments = List.copyOf(arguments);
    }
}
