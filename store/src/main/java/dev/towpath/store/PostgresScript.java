package dev.towpath.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Statements that are sent to the server together and answered together: how many there are costs no more waiting.
///
/// Nobody sees what each of them did, so a statement that must do something fails if it can not.
final class PostgresScript {
    interface Binder<R> {
        void bind(ManyRows<R> rows) throws SQLException;
    }

    private interface Part {
        /// @return the last column that it has bound
        int bind(PreparedStatement sql, int lastColumn) throws SQLException;
    }

    private final List<String> texts = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /// One more statement, if there is a row for it.
    <R> void add(String text, List<R> rows, Binder<R> binder) {
        if (rows.isEmpty()) return;
        texts.add(text);
        parts.add((sql, lastColumn) -> {
            var all = new ManyRows<>(sql, rows, lastColumn);
            binder.bind(all);
            return all.lastColumn();
        });
    }

    void execute(Session db) throws SQLException {
        if (texts.isEmpty()) return;
        var sql = db.sql(String.join(";\n", texts));
        var column = 0;
        for (var part : parts) column = part.bind(sql, column);
        sql.execute();
    }
}
