package dev.towpath.cli;

import dev.towpath.TowpathException;

/// The content of an artifact is gone or is not what was kept.
final class DamagedArtifact extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param artifact its path, which its content does not know
    DamagedArtifact(String artifact, TowpathException cause) {
        super(cause.code(), "artifact " + artifact + ": " + cause.what(), cause.at(), cause.hint(), cause);
    }
}
