package dev.towpath.cli;

import dev.towpath.embedded.StoreLocation;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The world as a command sees it. Tests make their own.
///
/// @param in standard input
/// @param out standard output: results, and nothing else
/// @param err standard error: progress and messages
/// @param variables the environment variables
/// @param folder the working folder; relative paths are resolved against it
/// @param clock the time
/// @param zone in which times are shown, asked for when the first one is
/// @param terminal what is known about the terminal
/// @param interrupts tells when somebody presses Ctrl-C
/// @param cpus the number of processors
/// @param ownClassPath where this process has its classes from
record Env(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        Path folder,
        InstantSource clock,
        Supplier<ZoneId> zone,
        Terminal terminal,
        Interrupts interrupts,
        int cpus,
        List<Path> ownClassPath) {
    /// A variable's value; null if it is not set or empty.
    @Nullable
    String variable(String name) {
        var value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// A path somebody typed: `~/` is the home folder, a relative one is below the working folder.
    ///
    /// @throws UsageError if this system can not have such a path
    Path path(String text) {
        return path(folder, text);
    }

    /// A path from a file: `~/` is the home folder, a relative one is below this base.
    ///
    /// @throws UsageError if this system can not have such a path
    Path path(Path base, String text) {
        try {
            if (text.equals("~")) return home();
            if (text.startsWith("~/") || text.startsWith("~\\")) return home().resolve(text.substring(2));
            return base.resolve(text).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new UsageError("'" + text + "' is not a path", "Give a path that this system can have.");
        }
    }

    /// The user's home folder; the working folder if none is known.
    Path home() {
        var home = variable("HOME");
        if (home == null) home = variable("USERPROFILE");
        return home == null ? folder : folder.resolve(home);
    }

    /// Whether this is Windows, by a variable that is always set there.
    boolean isWindows() {
        return variable("SystemRoot") != null || variable("windir") != null;
    }

    /// The path as a person would type it: relative if it is below the working folder.
    String shown(Path path) {
        var absolute = folder.resolve(path).normalize();
        if (absolute.equals(folder)) return ".";
        return absolute.startsWith(folder) ? folder.relativize(absolute).toString() : absolute.toString();
    }

    /// A store as people write it from here.
    String shown(StoreLocation store) {
        return store instanceof StoreLocation.Folder(var path) ? shown(path) : store.toString();
    }
}
