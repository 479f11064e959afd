package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.spi.CommitUnknown;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteFailureTest {
    private final SqliteFailure failure = new SqliteFailure(Path.of("towpath.db"), Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_IOERR_FSYNC",
                "SQLITE_IOERR_SHMSIZE",
                "SQLITE_IOERR_SHMMAP",
                "SQLITE_IOERR_SHMOPEN",
                "SQLITE_IOERR_SHMLOCK"
            })
    void a_commit_that_could_not_be_synced_or_indexed_may_be_written_or_not(SQLiteErrorCode code) {
        var cause = new SQLiteException("disk I/O error", code);

        assertThat(failure.ofCommit(cause)).isInstanceOf(CommitUnknown.class).hasCause(cause);
        assertThat(failure.of(cause)).isNotInstanceOf(CommitUnknown.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_IOERR_WRITE", "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_CORRUPT"})
    void any_other_failure_of_a_commit_says_that_nothing_is_written(SQLiteErrorCode code) {
        var cause = new SQLiteException("refused", code);

        assertThat(failure.ofCommit(cause)).isNotInstanceOf(CommitUnknown.class);
    }
}
