package dev.towpath;

import java.nio.file.Path;

/// One try of one step or unit, for a step that wants to know about it: wired as the last value, by
/// [Builder#attempt()], and taken as the method's last parameter.
///
/// It is no edge of the graph: two steps that both take it do not depend on each other.
public interface Attempt {
    /// The run, for instance `r-01k5…`.
    String run();

    /// The step's name in the plan.
    String step();

    /// The index of the unit within a mapped step, from 0; -1 in a step that is not mapped.
    int unit();

    /// The number of this try, from 1.
    int number();

    /// The same text in every try of this step or unit, and in no other: for calls to outside systems.
    String idempotencyKey();

    /// A file to be written and returned: it is stored when the step returns a value that holds the reference.
    ///
    /// @param name without folders, for instance `report.html`
    FileRef newFile(String name);

    /// An empty folder to be filled and returned.
    ///
    /// @param name without folders
    FolderRef newFolder(String name);

    /// An empty folder of this attempt's own; deleted afterwards.
    Path scratch();

    /// Where the step's own messages go; what it prints goes to the same log.
    StepLog log();

    /// Says how far the work is; shown to people only.
    ///
    /// @param done units of work done, of any kind
    /// @param total units of work in all; 0 if it is not known
    void progress(long done, long total);

    /// Records a named number about this attempt, kept with the run.
    void metric(String name, double value);

    /// Whether the attempt should end early: the run was cancelled or the attempt's time is up. The thread is
    /// interrupted as well.
    boolean cancelled();
}
