package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [TreeRef], written as `{"path":…,"listing":…,"files":…,"size":…}` with `/` between the parts of the path.
record TreeForm(FileSystem files) implements Form {
    @Override
    public Class<?> type() {
        return TreeRef.class;
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var tree = out.contents().list((TreeRef) value);
        var path = tree.path();
        out.ascii("{\"path\":");
        out.text(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
        out.ascii(",\"listing\":");
        out.text(Objects.requireNonNull(tree.listing(), "a listed tree has a listing")
                .hex());
        out.ascii(",\"files\":");
        out.number(tree.files());
        out.ascii(",\"size\":");
        out.number(tree.size());
        out.raw('}');
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        @Nullable String path = null;
        @Nullable Digest listing = null;
        var count = -1L;
        var size = -1L;
        for (var more = in.open('{', '}', "a tree"); more; more = in.more('}')) {
            var key = in.key();
            switch (key) {
                case "path" -> path = in.text();
                case "listing" -> listing = FileForm.digest(key, in);
                case "files" -> count = in.integer(0, Long.MAX_VALUE, "a number of files");
                case "size" -> size = in.integer(0, Long.MAX_VALUE, "a size in bytes");
                default -> throw new Misfit("is no part of a tree", Hints.FOREIGN).in(key);
            }
        }
        if (path == null || listing == null || count < 0 || size < 0)
            throw new Misfit("is a tree without all of path, listing, files and size", Hints.FOREIGN);
        return TreeRef.listed(files.getPath(path), listing, count, size);
    }
}
