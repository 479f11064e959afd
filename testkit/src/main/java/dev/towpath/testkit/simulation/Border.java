package dev.towpath.testkit.simulation;

import dev.towpath.spi.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one process meets the outside. Every call passes here, so every call can be the last one.
interface Border {
    /// Before a call: the process may die here, or stand still.
    ///
    /// @param weight how much likelier than usual a fault is
    /// @return what else is to go wrong with this call; null for nothing
    Fault.@Nullable Kind enter(double weight, Fault.Kind... possible);

    /// After a call: the process may die here, or stand still.
    void leave(Fault.@Nullable Kind fault);

    /// The process dies: it does not return.
    void crash();

    /// All processes die, and the disk forgets: it does not return.
    void losePower();

    /// A commit of this process is seen by all.
    void committed(List<Entry> entries);
}
