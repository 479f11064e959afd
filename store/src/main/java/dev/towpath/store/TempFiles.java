package dev.towpath.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Files that are being written: on the same disk as the blobs that they become, so that one rename does it. Their
/// names
/// say which process writes them.
final class TempFiles {
    private static final String PREFIX = "put-";

    private final Path folder;
    private final String mine;
    private final AtomicLong next = new AtomicLong(1);

    /// @param owner whose files it makes
    TempFiles(Path folder, String owner) {
        this.folder = folder;
        this.mine = PREFIX + owner + "-";
    }

    /// A file open for writing.
    record Open(Path path, FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// A new file with a name that nobody else has, in this process or another.
    Open create() throws IOException {
        while (true) {
            var path = folder.resolve(mine + next.getAndIncrement());
            try {
                return new Open(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                // Of another store in this process: the next number.
            }
        }
    }

    /// Removes what processes that died have left.
    ///
    /// @param alive whether an owner is alive
    void clear(Predicate<String> alive) throws IOException {
        try (var files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (var file : files) if (!alive.test(owner(file))) Files.deleteIfExists(file);
        }
    }

    private static String owner(Path file) {
        var name = file.getFileName().toString();
        return name.substring(PREFIX.length(), Math.max(PREFIX.length(), name.lastIndexOf('-')));
    }
}
