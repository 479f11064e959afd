package dev.towpath.spi;

import java.time.Instant;
import java.util.List;

/// Who executes the runs of one store: this process, and what it knows of the others. Safe for many threads.
public interface Owners extends AutoCloseable {
    /// The name under which this process takes runs: [RunRow#owner]. Never empty, never used again by another.
    String me();

    /// All that are alive, this one included, by name.
    List<Owner> living();

    /// Whether an owner is alive. One that is dead never comes back to life under its name.
    boolean isAlive(String owner);

    /// Asks an owner to look into the inbox. Nothing happens if it is dead.
    void poke(String owner);

    /// Tells all that take runs of others, this one included, that there is a run to take.
    void pokeAdopters();

    /// Says who is told. Once; what happened before is told then.
    void listen(Listener listener);

    /// Gives up being an owner: from now on [#me] is dead.
    @Override
    void close();

    /// A living process.
    ///
    /// @param id what it writes into the runs that it takes
    /// @param pid its number on its machine; 0 if it is not known
    /// @param command what it was started with, for people
    /// @param since when it began
    /// @param adopts whether it takes runs of dead owners and of nobody
    record Owner(String id, long pid, String host, String command, Instant since, boolean adopts) {}

    /// What an owner is told, on a thread of the store: it must only note it and return.
    interface Listener {
        /// Something may be in the inbox, or there may be a run to take.
        void poked();

        /// Another owner has died or closed. Told once for each that was alive while this one was.
        void died(String owner);

        /// This owner could not prove in time that it is alive: others may take its runs, so it must act no more.
        void lost();
    }
}
