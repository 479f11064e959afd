package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of a test's own, which takes the rights of an administrator: without them the test is skipped, except
/// where every test has to run (`CI=true`).
record Disk(Path path) implements AutoCloseable {
    /// An empty disk of so many megabytes.
    static Disk small(Path folder, int megabytes) throws IOException {
        var path = Files.createDirectories(folder.resolve("small-disk"));
        mount("-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
        return new Disk(path);
    }

    /// What is in a folder, but not to be written.
    static Disk readOnly(Path original, Path path) throws IOException {
        Files.createDirectories(path);
        mount("--bind", original.toString(), path.toString());
        var disk = new Disk(path);
        mount("-o", "remount,ro,bind", path.toString());
        return disk;
    }

    /// Makes it larger.
    void grow(int megabytes) {
        mount("-o", "remount,size=" + megabytes + "m", path.toString());
    }

    /// Leaves no room at all.
    void fill() throws IOException {
        var chunk = new byte[4096];
        try (var out = Files.newOutputStream(path.resolve("filler"))) {
            while (true) out.write(chunk);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /// Takes away what filled it.
    void empty() throws IOException {
        Files.delete(path.resolve("filler"));
    }

    private static void mount(String... options) {
        Tools.need("a disk of its own", Tools.run("mount", options));
    }

    @Override
    public void close() {
        assertThat(Tools.run("umount", "-l", path.toString())).isEmpty();
    }
}
