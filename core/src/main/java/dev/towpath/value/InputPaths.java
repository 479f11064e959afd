package dev.towpath.value;

import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Makes references of the paths that people write.
final class InputPaths {
    private final Inputs.Folders folders;

    InputPaths(Inputs.Folders folders) {
        this.folders = folders;
    }

    /// The same with relative paths that are relative to this folder.
    InputPaths from(Path base) {
        return new InputPaths(new Inputs.Folders(base, folders.userHome(), folders.javaHome()));
    }

    /// The text of a default with the folders that it names.
    String expand(String text) {
        return text.replace("${java.home}", folders.javaHome().toString())
                .replace("${user.home}", folders.userHome().toString());
    }

    FileRef file(String text) {
        var path = existing(text, "file");
        if (Files.isDirectory(path))
            throw missing(
                    "is the folder " + path + ", not a file", "Name a file in it, or make the input a FolderRef.");
        if (!Files.isRegularFile(path))
            throw missing("is " + path + ", which is no regular file", "Name a regular file.");
        return FileRef.of(readable(path, "file"));
    }

    FolderRef folder(String text) {
        var path = existing(text, "folder");
        if (!Files.isDirectory(path))
            throw missing("is the file " + path + ", not a folder", "Name the folder, or make the input a FileRef.");
        return FolderRef.of(named(readable(path, "folder")));
    }

    TreeRef tree(String text) {
        return TreeRef.of(readable(existing(text, "folder or file"), "folder or file"));
    }

    /// A folder given as `.` or `..` has a name all the same.
    private static Path named(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Path existing(String text, String kind) {
        if (text.isBlank()) throw missing("is empty, not the path of a " + kind, "Name a " + kind + ".");
        var path = resolve(text);
        if (!Files.exists(path))
            throw missing(
                    "is the " + kind + " " + path + ", which does not exist",
                    path.toString().equals(text)
                            ? "Check the path."
                            : "Check the path; a relative one counts from " + folders.base() + ".");
        return path;
    }

    private Path resolve(String text) {
        try {
            if (text.equals("~")) return folders.userHome();
            if (text.startsWith("~/")) return folders.userHome().resolve(text.substring(2));
            return folders.base().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new Misfit("is '" + text + "', which is no path: " + e.getReason(), "Correct the path.", e)
                    .coded("input-file-missing");
        }
    }

    private static Path readable(Path path, String kind) {
        if (!Files.isReadable(path))
            throw missing("is the " + kind + " " + path + ", which you may not read", "Change its permissions.");
        return path;
    }

    static Misfit missing(String what, String hint) {
        return new Misfit(what, hint).coded("input-file-missing");
    }
}
