package dev.towpath.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Gives a statement of PostgreSQL many rows at once: one array per column, in the order of its parameters.
///
/// However many rows there are, the statement is the same and is answered once.
final class ManyRows<R> {
    private final PreparedStatement sql;
    private final List<R> rows;
    private int column;

    ManyRows(PreparedStatement sql, List<R> rows) {
        this(sql, rows, 0);
    }

    /// @param lastColumn the parameters up to this one belong to others
    ManyRows(PreparedStatement sql, List<R> rows, int lastColumn) {
        this.sql = sql;
        this.rows = rows;
        this.column = lastColumn;
    }

    int lastColumn() {
        return column;
    }

    /// How many rows there are.
    ManyRows<R> count() throws SQLException {
        sql.setInt(++column, rows.size());
        return this;
    }

    ManyRows<R> texts(Function<R, @Nullable String> of) throws SQLException {
        var all = new @Nullable String[rows.size()];
        for (var i = 0; i < all.length; i++) all[i] = storable(of.apply(rows.get(i)));
        return array("text", all);
    }

    ManyRows<R> ints(ToIntFunction<R> of) throws SQLException {
        var all = new @Nullable Integer[rows.size()];
        for (var i = 0; i < all.length; i++) all[i] = of.applyAsInt(rows.get(i));
        return array("int4", all);
    }

    ManyRows<R> longs(ToLongFunction<R> of) throws SQLException {
        var all = new @Nullable Long[rows.size()];
        for (var i = 0; i < all.length; i++) all[i] = of.applyAsLong(rows.get(i));
        return array("int8", all);
    }

    ManyRows<R> times(Function<R, @Nullable Instant> of) throws SQLException {
        var all = new @Nullable Long[rows.size()];
        for (var i = 0; i < all.length; i++) {
            var time = of.apply(rows.get(i));
            all[i] = time == null ? null : time.toEpochMilli();
        }
        return array("int8", all);
    }

    ManyRows<R> bytes(Function<R, byte @Nullable []> of) throws SQLException {
        var all = new byte[rows.size()] @Nullable [];
        for (var i = 0; i < all.length; i++) all[i] = of.apply(rows.get(i));
        return array("bytea", all);
    }

    private ManyRows<R> array(String type, @Nullable Object[] all) throws SQLException {
        sql.setArray(++column, sql.getConnection().createArrayOf(type, all));
        return this;
    }

    /// PostgreSQL keeps every text but those with a zero character, and half a pair of surrogates is none.
    static @Nullable String storable(@Nullable String text) {
        if (text == null || isStorable(text)) return text;
        var clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isStorable(point) ? point : '\uFFFD').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) return text.codePoints().allMatch(ManyRows::isStorable);
        }
        return true;
    }

    private static boolean isStorable(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
