package dev.towpath.cli;

import java.nio.file.Path;

/// Where a user's own files are, as each system wants it.
final class UserFolders {
    private UserFolders() {}

    /// The folder for what can be made again.
    static Path cache(Env env) {
        var local = env.variable("LOCALAPPDATA");
        if (env.isWindows() && local != null)
            return env.folder().resolve(local).resolve("towpath").resolve("cache");
        return base(env, "XDG_CACHE_HOME", ".cache").resolve("towpath");
    }

    /// The user's configuration file.
    static Path config(Env env) {
        var roaming = env.variable("APPDATA");
        if (env.isWindows() && roaming != null) {
            return env.folder().resolve(roaming).resolve("towpath").resolve("config.yaml");
        }
        return base(env, "XDG_CONFIG_HOME", ".config").resolve("towpath").resolve("config.yaml");
    }

    private static Path base(Env env, String variable, String below) {
        var base = env.variable(variable);
        return base == null ? env.home().resolve(below) : env.folder().resolve(base);
    }
}
