package dev.towpath.embedded;

import dev.towpath.Digest;
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
        var bytes = values.read(value);
        var contents = new HashSet<>(journal.contents(value));
        if (contents.isEmpty()) return new String(bytes, StandardCharsets.UTF_8);
        return new String(Json.write(shown(Json.parse(bytes), contents)), StandardCharsets.UTF_8);
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
        if (!map.keySet().equals(FILE) && !map.keySet().equals(FOLDER)) return null;
        if (!(map.get("name") instanceof String name) || !(map.get("digest") instanceof String hex)) return null;
        var digest =
                contents.stream().filter(d -> d.hex().equals(hex)).findFirst().orElse(null);
        if (digest == null) return null;
        try {
            var isFile = map.containsKey("size");
            var size = isFile && map.get("size") instanceof Number n ? n.longValue() : places.folderSize(digest);
            var path = isFile ? places.file(name, digest) : places.folder(name, digest);
            var out = new LinkedHashMap<String, Object>();
            out.put("path", path.toString());
            out.put("digest", hex);
            out.put("size", size);
            return out;
        } catch (IOException e) {
            return null; // shown as it is stored; reading the file says why
        }
    }
}
