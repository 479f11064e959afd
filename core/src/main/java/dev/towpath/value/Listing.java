package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// The names, sizes and times of the files below a folder, as the identity of a [TreeRef].
///
/// @param digest over relative path, size and time of last change of each file
/// @param files how many
/// @param size the sum of their sizes in bytes
public record Listing(Digest digest, long files, long size) {
    private record Line(String path, long size, long millis) {}

    /// The listing of a folder or of one file. Symbolic links are followed; one that leads nowhere, or back to a folder
    /// above it, is left out, and so is what is no regular file.
    ///
    /// @throws IOException if it does not exist or can not be read
    public static Listing of(Path path) throws IOException {
        var lines = new ArrayList<Line>();
        Files.walkFileTree(
                path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Collector(path, lines));
        lines.sort(Comparator.comparing(Line::path));
        return new Listing(
                digest(lines),
                lines.size(),
                lines.stream().mapToLong(Line::size).sum());
    }

    /// `[["a/b.txt",12,1700000000000],…]`, sorted by path.
    private static Digest digest(List<Line> lines) {
        var out = new JsonOut(NoContents.NONE, new byte[128 + 64 * lines.size()]);
        out.raw('[');
        for (var line : lines) {
            out.ascii(out.length() > 1 ? ",[" : "[");
            try {
                out.text(line.path);
            } catch (Misfit e) {
                throw new UnencodableValue("the file name " + e.what(), line.path, "Rename the file.", e);
            }
            out.raw(',');
            out.number(line.size);
            out.raw(',');
            out.number(line.millis);
            out.raw(']');
        }
        out.raw(']');
        return Digest.of(out.toBytes());
    }

    /// A reference to the path with this listing.
    public TreeRef at(Path path) {
        return TreeRef.listed(path.toAbsolutePath().normalize(), digest, files, size);
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Line> lines;

        Collector(Path root, List<Line> lines) {
            this.root = root;
            this.lines = lines;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                var modified = attributes.lastModifiedTime().toMillis();
                lines.add(new Line(relative(file), attributes.size(), modified));
            }
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path file) {
            var parts = new ArrayList<String>();
            for (Path at = file; at != null && !at.equals(root); at = at.getParent())
                if (at.getFileName() != null) parts.add(at.getFileName().toString());
            Collections.reverse(parts);
            return String.join("/", parts);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) return FileVisitResult.CONTINUE;
            throw e;
        }
    }
}
