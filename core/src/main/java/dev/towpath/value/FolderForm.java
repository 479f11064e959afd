package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FolderRef;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [FolderRef], written as `{"name":…,"digest":…}`, the digest being that of the [Manifest].
record FolderForm() implements Form {
    @Override
    public Class<?> type() {
        return FolderRef.class;
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var folder = out.contents().keep((FolderRef) value);
        var digest = Objects.requireNonNull(folder.digest(), "a kept folder has a digest");
        out.refersTo(digest);
        for (var entry : folder.entries()) out.refersTo(entry.digest());
        out.ascii("{\"name\":");
        out.text(folder.name());
        out.ascii(",\"digest\":");
        out.text(digest.hex());
        out.raw('}');
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        @Nullable String name = null;
        @Nullable Digest digest = null;
        for (var more = in.open('{', '}', "a folder"); more; more = in.more('}')) {
            var key = in.key();
            switch (key) {
                case "name" -> name = in.text();
                case "digest" -> digest = FileForm.digest(key, in);
                default -> throw new Misfit("is no part of a folder", Hints.FOREIGN).in(key);
            }
        }
        if (name == null || digest == null) throw new Misfit("is a folder without both name and digest", Hints.FOREIGN);
        return in.contents().folder(name, digest);
    }
}
