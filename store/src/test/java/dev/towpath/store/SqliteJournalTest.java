package dev.towpath.store;

import dev.towpath.spi.Journal;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest {
    @TempDir
    Path folder;

    @Nested
    class Rules extends JournalConformance {
        @Override
        protected Journal create() {
            return SqliteJournal.open(folder.resolve("towpath.db"));
        }
    }

    @Nested
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return SqliteJournal.open(folder.resolve("towpath.db"));
        }
    }
}
