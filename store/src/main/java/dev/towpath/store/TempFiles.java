package dev.towpath.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// Files that are being written: on the same disk as the blobs that they become, so that one rename does it.
final class TempFiles {
    private final Path folder;
    private final AtomicLong next = new AtomicLong(1);

    TempFiles(Path folder) {
        this.folder = folder;
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
            var path = folder.resolve("put-" + next.getAndIncrement());
            try {
                return new Open(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                // Of another process, or left by one that died: the next number.
            }
        }
    }

    /// Removes what processes that died have left.
    void clear() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "put-*")) {
            for (var file : files) Files.deleteIfExists(file);
        }
    }
}
