package dev.towpath.store;

import dev.towpath.spi.Journal;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

@OnPostgres
final class PostgresJournalTest {
    private TestDatabase database;

    @BeforeEach
    void a_schema_that_is_not_there_yet() {
        database = TestDatabase.create();
    }

    @AfterEach
    void it_goes() throws Exception {
        database.close();
    }

    @Nested
    class Rules extends JournalConformance {
        @Override
        protected Journal create() {
            return PostgresJournal.open(database.url());
        }
    }

    @Nested
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return PostgresJournal.open(database.url());
        }
    }
}
