package dev.towpath.store;

import dev.towpath.spi.Journal;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
import dev.towpath.testkit.JournalOwnersConformance;
import org.junit.jupiter.api.Nested;

final class MemoryJournalTest {
    @Nested
    class Rules extends JournalConformance {
        @Override
        protected Journal create() {
            return new MemoryJournal();
        }
    }

    @Nested
    class Owners extends JournalOwnersConformance {
        @Override
        protected Journal create() {
            return new MemoryJournal();
        }
    }

    @Nested
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return new MemoryJournal();
        }
    }
}
