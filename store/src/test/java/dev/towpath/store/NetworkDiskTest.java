package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkDiskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nfs",
                "nfs4",
                "cifs",
                "smb2",
                "smb3",
                "smbfs",
                "9p",
                "fuse.sshfs",
                "osxfuse.sshfs",
                "afpfs",
                "webdav",
                "davfs",
                "ceph",
                "fuse.glusterfs",
                "lustre",
                "beegfs_nodev",
                "gpfs",
                "fuse.rclone",
                "vboxsf",
                "NFS"
            })
    void file_systems_of_other_machines_are_known_by_their_type(String type) {
        assertThat(NetworkDisk.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4",
                "xfs",
                "btrfs",
                "zfs",
                "tmpfs",
                "overlay",
                "apfs",
                "hfs",
                "NTFS",
                "ReFS",
                "vfat",
                "exfat",
                "fuseblk",
                "fuse.ntfs-3g",
                "squashfs",
                "f2fs",
                "bcachefs",
                "shm"
            })
    void disks_of_this_machine_are_not_taken_for_others(String type) {
        assertThat(NetworkDisk.isNetwork(type)).isFalse();
    }

    @Test
    void a_path_that_does_not_exist_yet_is_judged_by_the_folder_above(@TempDir Path folder) {
        assertThat(NetworkDisk.kind(folder.resolve("a/b/c"))).isEqualTo(NetworkDisk.kind(folder));
    }
}
