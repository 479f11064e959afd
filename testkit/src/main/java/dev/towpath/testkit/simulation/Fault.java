package dev.towpath.testkit.simulation;

import java.util.Locale;

/// Something bad, or somebody's wish, at one moment of a history.
///
/// @param at the number of the opportunity, counted over the whole history
/// @param kind what happens
public record Fault(int at, Kind kind) implements Comparable<Fault> {
    /// What can happen.
    public enum Kind {
        /// A process dies before a call to the outside has done anything.
        CRASH_BEFORE,
        /// A process dies half way through a call.
        CRASH_INSIDE,
        /// A process dies when a blob has its name, and the name is not synced.
        CRASH_LATE,
        /// A process dies after a call has done its work, before it returns.
        CRASH_AFTER,
        /// The machine loses its power half way through a call: all processes die.
        POWER_INSIDE,
        /// The reply to a commit is lost; it is written.
        LOST_REPLY,
        /// The reply to a commit is lost; it is not written.
        LOST_COMMIT,
        /// A process stands still before a call while the others go on.
        PAUSE_BEFORE,
        /// A process stands still after a call while the others go on.
        PAUSE_AFTER,
        /// A process dies between two turns.
        KILL,
        /// The machine loses its power between two turns.
        POWER_LOSS,
        /// A living process is taken for dead and learns it late.
        LEASE_LOST,
        /// The clock jumps forwards.
        CLOCK_FORWARD,
        /// The clock is set back.
        CLOCK_BACK,
        /// A poke does not arrive.
        POKE_LOST,
        /// A poke arrives late.
        POKE_LATE,
        /// An attempt fails in a way that may go away.
        FAILS,
        /// An attempt fails in a way that is tried again only by name.
        FAILS_PLAINLY,
        /// An attempt takes too long, is given up, and gives its result later all the same.
        TIMES_OUT,
        /// A result is reported twice.
        REPORTED_TWICE,
        /// An attempt that is asked to stop does not.
        STOP_IGNORED,
        /// The code of a run can not be loaded.
        CODE_MISSING,
        /// Somebody cancels a run.
        CANCEL,
        /// Somebody pauses a run.
        PAUSE,
        /// Somebody lets a paused run go on.
        UNPAUSE,
        /// Somebody lets a run go on that has failed, was cancelled or was interrupted.
        RESUME,
        /// Somebody submits a run once more under the same key.
        SUBMIT_AGAIN,
        /// Somebody says what became of a step that may have happened.
        DECIDE;

        /// As people read it: `crash-before`.
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    @Override
    public int compareTo(Fault other) {
        return Integer.compare(at, other.at);
    }

    @Override
    public String toString() {
        return at + " " + kind.text();
    }
}
