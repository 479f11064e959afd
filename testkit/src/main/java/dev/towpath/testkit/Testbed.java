package dev.towpath.testkit;

import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/// What one test method gets from [PipelineTesting]: a folder of its own and a seed that can be replayed.
public final class Testbed {
    private final Path folder;
    private final long seed;

    Testbed(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /// A test of this pipeline, with the seed and the folder of this test.
    public <I extends Record, O> PipelineTest<I, O> test(Pipeline<I, O> pipeline) {
        return PipelineTest.of(pipeline).in(folder.resolve("store")).seed(seed);
    }

    /// A new file to be an input.
    ///
    /// @param name without folders
    public FileRef file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// A new file to be an input.
    ///
    /// @param name without folders
    public FileRef file(String name, byte[] content) {
        try {
            return FileRef.of(Files.write(folder.resolve(name), content));
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + name + " could not be written", e);
        }
    }

    /// A new folder of text files to be an input.
    ///
    /// @param name without folders
    /// @param files the contents by name; a name may have folders, with `/`
    public FolderRef folder(String name, Map<String, String> files) {
        var root = folder.resolve(name);
        try {
            Files.createDirectories(root);
            for (var file : files.entrySet()) {
                var path = root.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + name + " could not be written", e);
        }
        return FolderRef.of(root);
    }

    /// The folder of this test; deleted when it has ended.
    public Path folder() {
        return folder;
    }

    /// The seed of this test: that of `-Dtowpath.seed`, or a new one. It is printed when the test fails.
    public long seed() {
        return seed;
    }

    /// Chance from the seed.
    public Random random() {
        return new Random(seed);
    }
}
