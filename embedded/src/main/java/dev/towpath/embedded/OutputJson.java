package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Journal;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows an encoded value with the places of its files: `{"path","digest","size"}` instead of their references.
///
/// It works without the pipeline's classes: what has the form of a reference, and a digest that the value is known to
/// contain, is one.
final class OutputJson {
    private static final Set<String> FILE = Set.of("name", "digest", "size", "mediaType");
    private static final Set<String> FOLDER = Set.of("name", "digest");

    private final Values values;
    private final Journal journal;
    private final Places places;

    OutputJson(Values values, Journal journal, Places places) {
        this.values = values;
        this.journal = journal;
        this.places = places;
    }

    String show(Digest value) {
        return show(values.read(value), new HashSet<>(journal.contents(value)));
    }

    /// @param contents the digests of the files that the value may contain
    String show(byte[] bytes, Set<Digest> contents) {
        if (contents.isEmpty()) return new String(bytes, StandardCharsets.UTF_8);
        return new String(Json.write(shown(Json.parse(bytes), contents)), StandardCharsets.UTF_8);
    }

    /// A file or a folder that is a whole value.
    ///
    /// @param digest of the file or of the folder's manifest
    record Kept(String name, Digest digest, long size, String mediaType) {}

    /// The file or folder that a value is; null if it is something else.
    ///
    /// @param contents the digests of the files that the value may contain
    @Nullable
    Kept file(byte[] bytes, Set<Digest> contents) throws IOException {
        if (!(Json.parse(bytes) instanceof Map<?, ?> map)) return null;
        var digest = digest(map, contents);
        if (digest == null || !(map.get("name") instanceof String name)) return null;
        if (map.get("size") instanceof Number size && map.get("mediaType") instanceof String type)
            return new Kept(name, digest, size.longValue(), type);
        return new Kept(name, digest, places.folderSize(digest), ArtifactRow.FOLDER);
    }

    private @Nullable Object shown(@Nullable Object tree, Set<Digest> contents) {
        return switch (tree) {
            case List<?> list ->
                list.stream().map(each -> shown(each, contents)).toList();
            case Map<?, ?> map -> {
                var reference = reference(map, contents);
                if (reference != null) yield reference;
                var out = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, value) -> out.put((String) key, shown(value, contents)));
                yield out;
            }
            case null, default -> tree;
        };
    }

    private @Nullable Map<String, Object> reference(Map<?, ?> map, Set<Digest> contents) {
        var digest = digest(map, contents);
        if (digest == null || !(map.get("name") instanceof String name)) return null;
        try {
            var isFile = map.containsKey("size");
            var size = isFile && map.get("size") instanceof Number n ? n.longValue() : places.folderSize(digest);
            var path = isFile ? places.file(name, digest) : places.folder(name, digest);
            var out = new LinkedHashMap<String, Object>();
            out.put("path", path.toString());
            out.put("digest", digest.hex());
            out.put("size", size);
            return out;
        } catch (IOException e) {
            return null; // shown as it is stored; reading the file says why
        }
    }

    /// The digest in a reference; null if it is none.
    private static @Nullable Digest digest(Map<?, ?> map, Set<Digest> contents) {
        if (!map.keySet().equals(FILE) && !map.keySet().equals(FOLDER)) return null;
        return contents.stream()
                .filter(each -> each.hex().equals(map.get("digest")))
                .findFirst()
                .orElse(null);
    }
}
