package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FolderRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of a folder's files, whose digest is the folder's.
public final class Manifest {
    private Manifest() {}

    /// The canonical bytes: `[{"path":…,"digest":…,"size":…},…]` sorted by path, by UTF-16 units.
    ///
    /// @param entries in any order, each path once
    public static byte[] encode(List<FolderRef.Entry> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(FolderRef.Entry::path));
        var out = new JsonOut(NoContents.NONE, new byte[128 + 128 * sorted.size()]);
        out.raw('[');
        @Nullable String before = null;
        for (var entry : sorted) {
            if (entry.path().equals(before))
                throw new IllegalArgumentException("the folder has '" + before + "' twice");
            if (before != null) out.raw(',');
            before = entry.path();
            writeEntry(entry, out);
        }
        out.raw(']');
        return out.toBytes();
    }

    private static void writeEntry(FolderRef.Entry entry, JsonOut out) {
        try {
            out.ascii("{\"path\":");
            out.text(entry.path());
            out.ascii(",\"digest\":");
            out.text(entry.digest().hex());
            out.ascii(",\"size\":");
            out.number(entry.size());
            out.raw('}');
        } catch (Misfit e) {
            throw new UnencodableValue("the file name " + e.what(), entry.path(), "Rename the file.", e);
        }
    }

    /// The entries, sorted by path.
    ///
    /// @throws UndecodableValue if it is no manifest, or leads out of the folder
    public static List<FolderRef.Entry> decode(byte[] json) {
        var in = new JsonIn(json, NoContents.NONE);
        var entries = new ArrayList<FolderRef.Entry>();
        try {
            for (var more = in.open('[', ']', "a list of files"); more; more = in.more(']')) {
                entries.add(readEntry(in));
                var last = entries.size() - 1;
                if (last > 0
                        && entries.get(last - 1)
                                        .path()
                                        .compareTo(entries.get(last).path())
                                >= 0) throw new Misfit("is not sorted by path", Hints.FOREIGN);
            }
            in.end();
            return List.copyOf(entries);
        } catch (Misfit e) {
            throw new UndecodableValue("the manifest " + e.at(entries.size()).what(), e.path(), e.hint(), e);
        }
    }

    private static FolderRef.Entry readEntry(JsonIn in) {
        @Nullable String path = null;
        @Nullable Digest digest = null;
        var size = -1L;
        for (var more = in.open('{', '}', "a file"); more; more = in.more('}')) {
            var key = in.key();
            switch (key) {
                case "path" -> path = inside(in.text());
                case "digest" -> digest = FileForm.digest(key, in);
                case "size" -> size = in.integer(0, Long.MAX_VALUE, "a size in bytes");
                default -> throw new Misfit("is no part of a manifest", Hints.FOREIGN).in(key);
            }
        }
        if (path == null || digest == null || size < 0)
            throw new Misfit("has a file without all of path, digest and size", Hints.FOREIGN);
        return new FolderRef.Entry(path, digest, size);
    }

    private static String inside(String path) {
        var bad = path.isEmpty() || path.indexOf('\0') >= 0;
        for (var part : path.split("/", -1)) bad |= part.isEmpty() || part.equals(".") || part.equals("..");
        if (bad) throw new Misfit("has the path '" + path + "', which leads out of the folder", Hints.FOREIGN);
        return path;
    }

    /// The digest of the canonical bytes.
    public static Digest digest(List<FolderRef.Entry> entries) {
        return Digest.of(encode(entries));
    }
}
