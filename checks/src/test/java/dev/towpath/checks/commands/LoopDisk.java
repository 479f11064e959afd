package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system like that of a real disk, inside a file: it can be full, and it can break while it is used.
///
/// @param image the file
/// @param path where it can be used
record LoopDisk(Path image, Path path) implements AutoCloseable {
    static LoopDisk of(Path folder, int megabytes) throws IOException {
        var disk = new LoopDisk(folder.resolve("disk.img"), Files.createDirectories(folder.resolve("loop-disk")));
        Tools.need("a disk in a file", Tools.run("truncate", "-s", megabytes + "m", disk.image.toString()));
        Tools.need("a disk in a file", Tools.run("mkfs.ext4", "-q", "-F", disk.image.toString()));
        disk.mount();
        return disk;
    }

    private void mount() {
        var options = "loop,errors=remount-ro";
        Tools.need("a disk in a file", Tools.run("mount", "-o", options, image.toString(), path.toString()));
    }

    /// Leaves no room but this.
    void fill(int kilobytes) throws IOException {
        Files.write(path.resolve("room"), new byte[kilobytes * 1024]);
        new Disk(path).fill();
        Files.delete(path.resolve("room"));
    }

    /// Takes away what filled it.
    void empty() throws IOException {
        new Disk(path).empty();
    }

    /// What the system does when a disk gives errors: from now on nothing can be written, also not by those who have
    /// files open.
    void breaks() throws IOException {
        var device = Files.getFileStore(path).name();
        Files.writeString(
                Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error"), "test");
    }

    /// Checks and mounts it again.
    void repair() {
        assertThat(Tools.run("umount", path.toString())).isEmpty();
        Tools.run("e2fsck", "-f", "-y", image.toString()); // complains because it found what was done to it
        mount();
    }

    @Override
    public void close() {
        assertThat(Tools.run("umount", "-l", path.toString())).isEmpty();
    }
}
