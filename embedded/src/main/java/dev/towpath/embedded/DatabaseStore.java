package dev.towpath.embedded;

import dev.towpath.spi.Journal;
import dev.towpath.spi.Owners.Owner;
import dev.towpath.store.FolderArtifacts;
import dev.towpath.store.PostgresJournal;
import dev.towpath.store.PostgresOwners;
import dev.towpath.store.StoreFolder;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Opens stores whose metadata is in PostgreSQL.
final class DatabaseStore {
    private DatabaseStore() {}

    /// One in which this process executes runs.
    static OpenStore owned(StoreLocation.Database where, Owner me) {
        var folder = new StoreFolder(where.files());
        folder.create();
        var journal = PostgresJournal.open(where.url());
        try {
            return owned(where, folder, journal, me);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static OpenStore owned(StoreLocation.Database where, StoreFolder folder, Journal journal, Owner me) {
        var owners = PostgresOwners.join(where.url(), me, where.url().lease());
        try {
            OpenStore.clearWork(folder.runs(), journal, owners);
            var artifacts = FolderArtifacts.open(folder.path(), owners);
            return new OpenStore(
                    folder.path(), journal, artifacts, owners, owners::living, owners::isAlive, owners::close);
        } catch (RuntimeException e) {
            owners.close();
            throw e;
        }
    }

    /// One that is only looked at.
    static OpenStore readOnly(StoreLocation.Database where) {
        var journal = PostgresJournal.reading(where.url());
        var artifacts = FolderArtifacts.reading(where.files());
        Supplier<List<Owner>> living = () -> PostgresOwners.living(where.url());
        Predicate<String> alive =
                name -> living.get().stream().anyMatch(owner -> owner.id().equals(name));
        return new OpenStore(where.files(), journal, artifacts, null, living, alive, () -> {});
    }
}
