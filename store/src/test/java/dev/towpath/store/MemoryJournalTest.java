package dev.towpath.store;

import dev.towpath.spi.Journal;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
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
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return new MemoryJournal();
        }
    }
}
