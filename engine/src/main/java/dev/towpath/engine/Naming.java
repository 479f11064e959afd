package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.Json;
import dev.towpath.value.TypeNames;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which artifacts a step's output makes: one for each component of a record, else one called `output`.
final class Naming {
    /// The name of the artifact of an output that is no record.
    static final String OUTPUT = "output";

    /// What a part of an output is.
    private enum Kind {
        FILE,
        FOLDER,
        VALUE
    }

    private record Part(String name, Kind kind) {}

    /// An artifact to be; its bytes are kept already unless it is a value.
    ///
    /// @param bytes the encoding
    @SuppressWarnings("ArrayRecordComponent") // handed on, never written to
    record Named(String name, Digest digest, long size, String mediaType, String fileName, byte[] bytes) {
        boolean isValue() {
            return mediaType.equals(ArtifactRow.JSON) && fileName.isEmpty();
        }

        ArtifactRow row(RunId run, String pipeline, String step, Instant now, int elements) {
            return new ArtifactRow(pipeline, step, name, 0, run, now, size, mediaType, digest, fileName, elements);
        }
    }

    /// How large a folder is, by the digest of its manifest.
    @FunctionalInterface
    interface FolderSizes {
        long of(Digest manifest);
    }

    private final List<Part> parts;
    private final boolean whole;

    private Naming(List<Part> parts, boolean whole) {
        this.parts = parts;
        this.whole = whole;
    }

    /// For a type, as [TypeNames] writes it.
    static Naming of(String type, ClassLoader loader) {
        var parsed = TypeNames.parse(type, loader);
        if (!(raw(parsed) instanceof Class<?> raw) || !raw.isRecord())
            return new Naming(List.of(new Part(OUTPUT, kind(parsed))), true);
        var parts = new ArrayList<Part>();
        for (var component : raw.getRecordComponents())
            parts.add(new Part(component.getName(), kind(component.getGenericType())));
        return new Naming(parts, false);
    }

    /// For an output whose type is not known here.
    static Naming whole() {
        return new Naming(List.of(new Part(OUTPUT, Kind.VALUE)), true);
    }

    private static Type raw(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }

    private static Kind kind(Type type) {
        if (type == FileRef.class) return Kind.FILE;
        if (type == FolderRef.class) return Kind.FOLDER;
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? kind(generic.getActualTypeArguments()[0])
                : Kind.VALUE;
    }

    /// Whether naming has to read from the store.
    boolean hasFolder() {
        return parts.stream().anyMatch(part -> part.kind() == Kind.FOLDER);
    }

    /// The artifacts of an output.
    ///
    /// @param digest of the bytes
    List<Named> name(byte[] bytes, Digest digest, FolderSizes folders) {
        var named = new ArrayList<Named>();
        for (var part : parts) {
            var own = whole ? bytes : EncodedJson.component(bytes, List.of(part.name()));
            if (!EncodedJson.isNull(own)) named.add(name(part, own, whole ? digest : null, folders));
        }
        return named;
    }

    private static Named name(Part part, byte[] bytes, @Nullable Digest digest, FolderSizes folders) {
        return switch (part.kind()) {
            case VALUE ->
                new Named(
                        part.name(),
                        digest == null ? Digest.of(bytes) : digest,
                        bytes.length,
                        ArtifactRow.JSON,
                        "",
                        bytes);
            case FILE -> {
                var file = object(bytes);
                yield new Named(
                        part.name(),
                        new Digest((String) get(file, "digest")),
                        ((Number) get(file, "size")).longValue(),
                        (String) get(file, "mediaType"),
                        (String) get(file, "name"),
                        bytes);
            }
            case FOLDER -> {
                var folder = object(bytes);
                var manifest = new Digest((String) get(folder, "digest"));
                yield new Named(
                        part.name(),
                        manifest,
                        folders.of(manifest),
                        ArtifactRow.FOLDER,
                        (String) get(folder, "name"),
                        bytes);
            }
        };
    }

    private static Map<?, ?> object(byte[] bytes) {
        if (Json.parse(bytes) instanceof Map<?, ?> object) return object;
        throw new IllegalStateException("a file is encoded as an object");
    }

    private static Object get(Map<?, ?> object, String key) {
        var value = object.get(key);
        if (value == null) throw new IllegalStateException("an encoded file has no " + key + ": " + object);
        return value;
    }
}
