package dev.towpath;

import java.io.IOException;
import java.nio.file.Path;

/// Where the bytes behind a stored [FileRef], [FolderRef] or [TreeRef] are found on this machine.
///
/// The engine binds one to every reference that it decodes for a step.
public interface Content {
    /// A readable local path of this content: a file, or for a folder a tree of files.
    ///
    /// @throws IOException if the content is gone or does not have the digest that names it
    Path locate() throws IOException;
}
