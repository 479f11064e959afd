package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [FileRef], written as `{"name":…,"digest":…,"size":…,"mediaType":…}`; the content is kept in the store.
record FileForm() implements Form {
    @Override
    public Class<?> type() {
        return FileRef.class;
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var file = out.contents().keep((FileRef) value);
        var digest = Objects.requireNonNull(file.digest(), "a kept file has a digest");
        out.refersTo(digest);
        out.ascii("{\"name\":");
        out.text(file.name());
        out.ascii(",\"digest\":");
        out.text(digest.hex());
        out.ascii(",\"size\":");
        out.number(file.size());
        out.ascii(",\"mediaType\":");
        out.text(file.mediaType());
        out.raw('}');
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        @Nullable String name = null;
        @Nullable Digest digest = null;
        @Nullable String mediaType = null;
        var size = -1L;
        for (var more = in.open('{', '}', "a file"); more; more = in.more('}')) {
            var key = in.key();
            switch (key) {
                case "name" -> name = in.text();
                case "digest" -> digest = digest(key, in);
                case "size" -> size = in.integer(0, Long.MAX_VALUE, "a size in bytes");
                case "mediaType" -> mediaType = in.text();
                default -> throw new Misfit("is no part of a file", Hints.FOREIGN).in(key);
            }
        }
        if (name == null || digest == null || mediaType == null || size < 0)
            throw new Misfit("is a file without all of name, digest, size and mediaType", Hints.FOREIGN);
        return in.contents().file(name, digest, size, mediaType);
    }

    static Digest digest(String key, JsonIn in) {
        var hex = in.text();
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException e) {
            throw new Misfit("is '" + hex + "', not a digest of 64 hexadecimal digits", Hints.FOREIGN, e).in(key);
        }
    }
}
