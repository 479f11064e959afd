package dev.towpath.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells disks of other machines from those of this one: locks and shared memory, on which a store folder relies, hold
/// only on the latter.
public final class NetworkDisk {
    /// The beginnings of the names that operating systems give to such file systems.
    private static final List<String> NETWORK = List.of(
            "nfs",
            "cifs",
            "smb",
            "9p",
            "afp",
            "afs",
            "ceph",
            "coda",
            "dav",
            "gfs",
            "gluster",
            "gpfs",
            "lustre",
            "mmfs",
            "ncp",
            "ocfs",
            "orangefs",
            "panfs",
            "prl_fs",
            "pvfs",
            "s3fs",
            "sshfs",
            "vboxsf",
            "vmhgfs",
            "webdav",
            "beegfs");

    /// How file systems are named that run as ordinary programs: what follows is the kind.
    private static final List<String> PREFIXES = List.of("fuse.", "fuseblk.", "macfuse.", "osxfuse.");

    private static final List<String> REMOTE_PROGRAMS =
            List.of("rclone", "goofys", "gcsfuse", "blobfuse", "mountpoint");

    private NetworkDisk() {}

    /// The kind of network file system that this path is on; empty if it is on a disk of this machine, or that is not
    /// known. The path need not exist yet.
    public static Optional<String> kind(Path path) {
        var absolute = path.toAbsolutePath();
        if (absolute.toString().startsWith("\\\\")) return Optional.of("a network share");
        for (@Nullable Path at = absolute; at != null; at = at.getParent()) {
            if (Files.notExists(at)) continue;
            try {
                var type = Files.getFileStore(at).type();
                return isNetwork(type) ? Optional.of(type) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty(); // not known
            }
        }
        return Optional.empty();
    }

    /// Whether a file system of this type is on another machine.
    static boolean isNetwork(String type) {
        var name = type.toLowerCase(Locale.ROOT);
        for (var prefix : PREFIXES) if (name.startsWith(prefix)) name = name.substring(prefix.length());
        var kind = name;
        return NETWORK.stream().anyMatch(kind::startsWith)
                || REMOTE_PROGRAMS.stream().anyMatch(kind::startsWith);
    }
}
