package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an error of PostgreSQL means for the person who must act on it.
///
/// @param url the database
record PostgresFailure(PostgresUrl url) {
    // Ended by an administrator, by a crash, by a start that is not over, by idling too long in a transaction.
    private static final Set<String> CUT = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "53300");
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03");
    /// A division by zero: how our statements say that they did not find all rows.
    private static final String NOT_ALL = "22012";
    private static final int READS = 6;
    private static final String UNREACHABLE = "08001";
    // Without the right to use a schema, what is in it is not there.
    private static final Set<String> NOT_ALLOWED = Set.of("42501", "25006", "42P01", "3F000");
    private static final Set<String> REFUSED = Set.of("28000", "28P01", "3D000");

    /// Whether the connection is of no use any more, and another may be.
    static boolean isCut(SQLException e) {
        var state = state(e);
        return state.startsWith("08") || CUT.contains(state);
    }

    /// Whether a reader that failed for the nth time may find a connection that works: all idle ones may have been cut.
    static boolean isWorthAnother(SQLException e, int reads) {
        return reads < READS && isCut(e) && !isUnreachable(e);
    }

    /// Whether no connection could be made, after all patience.
    static boolean isUnreachable(SQLException e) {
        return state(e).equals(UNREACHABLE);
    }

    static SQLException unreachable(SQLException cause) {
        return new SQLException(cause.getMessage(), UNREACHABLE, cause);
    }

    /// Whether others were in the way and the same transaction may be written now.
    static boolean isLostRace(SQLException e) {
        return LOST_RACES.contains(state(e));
    }

    /// Whether rows contradict what is there.
    static boolean isContradiction(SQLException e) {
        return state(e).startsWith("23") || state(e).equals(NOT_ALL);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    StoreException of(SQLException cause) {
        var state = state(cause);
        if (REFUSED.contains(state)) return refused(cause, state);
        if (isCut(cause)) return notThere(cause);
        if (state.equals("55P03") || state.equals("40P01")) return locked(cause);
        if (state.startsWith("53")) return full(cause);
        if (NOT_ALLOWED.contains(state)) return notWritable(cause);
        return exception(
                "store-failed",
                "the database answers with an error: " + message(cause),
                "See the server's log; nothing that was acknowledged is lost.",
                cause);
    }

    private StoreException refused(SQLException cause, String state) {
        if (state.equals("3D000"))
            return exception(
                    "store-missing",
                    "the server has no database '" + url.database() + "'",
                    "Make it with `createdb " + url.database() + "`, or name another one in the URL.",
                    cause);
        return exception(
                "store-refused",
                "the server does not let '" + url.user() + "' in: " + message(cause),
                "Check the user in the URL and the password in TOWPATH_STORE_PASSWORD or PGPASSWORD.",
                cause);
    }

    private StoreException notThere(SQLException cause) {
        return exception(
                "store-unreachable",
                "the server does not answer: " + message(cause),
                "Check that it runs and can be reached from here; nothing that was acknowledged is lost.",
                cause);
    }

    private StoreException locked(SQLException cause) {
        return exception(
                "store-locked",
                "another transaction holds what this one needs: " + message(cause),
                "See `SELECT * FROM pg_stat_activity` for who holds it, then try again.",
                cause);
    }

    private StoreException full(SQLException cause) {
        return exception(
                "disk-full",
                "the server has not enough room: " + message(cause),
                "Give it more disk or memory, then try again; nothing that was acknowledged is lost.",
                cause);
    }

    private StoreException notWritable(SQLException cause) {
        return exception(
                "store-not-writable",
                "the store can not be read and written: " + message(cause),
                "Let '" + url.user() + "' create and write schema '" + url.schema() + "', on the primary server.",
                cause);
    }

    private StoreException exception(String code, String what, String hint, @Nullable SQLException cause) {
        return new StoreException(code, what, url.toString(), hint, cause);
    }

    /// The first line of what the server says, without its word for "error".
    private static String message(SQLException cause) {
        var text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return text.lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL|PANIC): ", "");
    }
}
