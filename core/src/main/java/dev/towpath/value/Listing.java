package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.nio.file.Path;

/// The names, sizes and times of the files below a folder, as the identity of a [TreeRef].
///
/// @param digest over relative path, size and time of last change of each file
/// @param files how many
/// @param size the sum of their sizes in bytes
public record Listing(Digest digest, long files, long size) {
    /// The listing of a folder or of one file. Symbolic links are followed; a loop of them is left out.
    ///
    /// @throws IOException if it does not exist or can not be read
    public static Listing of(Path path) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// A reference to the path with this listing.
    public TreeRef at(Path path) {
        return TreeRef.listed(path.toAbsolutePath().normalize(), digest, files, size);
    }
}
