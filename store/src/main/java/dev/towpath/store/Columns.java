package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.value.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the types of our rows are written in columns: digests as 32 bytes, times as milliseconds, counts as JSON.
final class Columns {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGEST_BYTES = 32;

    private Columns() {}

    static void set(PreparedStatement sql, int column, @Nullable Digest digest) throws SQLException {
        sql.setBytes(column, bytesOrNull(digest));
    }

    static void set(PreparedStatement sql, int column, @Nullable Instant time) throws SQLException {
        sql.setObject(column, time == null ? null : time.toEpochMilli());
    }

    static void set(PreparedStatement sql, int column, @Nullable RunId run) throws SQLException {
        sql.setString(column, run == null ? null : run.text());
    }

    static void set(PreparedStatement sql, int column, List<Digest> digests) throws SQLException {
        sql.setBytes(column, bytesOrNull(digests));
    }

    static void set(PreparedStatement sql, int column, @Nullable Map<Status, Integer> counts) throws SQLException {
        sql.setString(column, text(counts));
    }

    static @Nullable String text(@Nullable Map<Status, Integer> counts) {
        return counts == null ? null : json(counts);
    }

    static byte @Nullable [] bytesOrNull(@Nullable Digest digest) {
        return digest == null ? null : bytes(digest);
    }

    static byte @Nullable [] bytesOrNull(List<Digest> digests) {
        if (digests.isEmpty()) return null;
        var all = new ByteArrayOutputStream(DIGEST_BYTES * digests.size());
        for (var digest : digests) all.writeBytes(bytes(digest));
        return all.toByteArray();
    }

    static RunId run(ResultSet row, int column) throws SQLException {
        return new RunId(row.getString(column));
    }

    static @Nullable RunId runOrNull(ResultSet row, int column) throws SQLException {
        var text = text(row, column);
        return text == null ? null : new RunId(text);
    }

    static @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    static Digest digest(ResultSet row, int column) throws SQLException {
        return digest(row.getBytes(column), 0);
    }

    static @Nullable Digest digestOrNull(ResultSet row, int column) throws SQLException {
        byte @Nullable [] bytes = row.getBytes(column);
        return bytes == null ? null : digest(bytes, 0);
    }

    static List<Digest> digests(ResultSet row, int column) throws SQLException {
        byte @Nullable [] bytes = row.getBytes(column);
        if (bytes == null) return List.of();
        var digests = new ArrayList<Digest>(bytes.length / DIGEST_BYTES);
        for (var at = 0; at < bytes.length; at += DIGEST_BYTES) digests.add(digest(bytes, at));
        return List.copyOf(digests);
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant timeOrNull(ResultSet row, int column) throws SQLException {
        var ms = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(ms);
    }

    static @Nullable Map<Status, Integer> counts(ResultSet row, int column) throws SQLException {
        var text = text(row, column);
        if (text == null) return null;
        var counts = new EnumMap<Status, Integer>(Status.class);
        if (Json.parse(text) instanceof Map<?, ?> tree)
            tree.forEach((status, count) -> counts.put(Status.valueOf((String) status), ((Number) count).intValue()));
        return Collections.unmodifiableMap(counts);
    }

    private static String json(Map<Status, Integer> counts) {
        var tree = new LinkedHashMap<String, Integer>();
        for (var status : Status.values()) {
            var count = counts.get(status);
            if (count != null) tree.put(status.name(), count);
        }
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Digest digest) {
        return HEX.parseHex(digest.hex());
    }

    private static Digest digest(byte[] bytes, int from) {
        return new Digest(HEX.formatHex(bytes, from, from + DIGEST_BYTES));
    }
}
