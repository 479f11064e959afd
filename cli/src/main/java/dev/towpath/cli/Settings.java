package dev.towpath.cli;

import dev.towpath.embedded.Mode;
import dev.towpath.embedded.StoreLocation;
import dev.towpath.embedded.TowpathOptions;
import dev.towpath.value.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The value of every setting and where it came from: option, then variable, then the `options` of a file given with
/// `-f`, then the configuration file of the working folder, then that of the user, then the default.
final class Settings {
    /// A value as text and where it came from.
    record Found(String text, String origin) {}

    /// One place that gives values.
    ///
    /// @param name the file, for people
    /// @param folder what relative paths are relative to: its own for a file of `-f`, the working folder for a
    ///     configuration file
    record Source(String name, Map<String, Object> values, Path folder) {}

    private static final List<String> PROJECT_FILES = List.of(".towpath.yaml", "towpath.yaml");

    private final Env env;
    private final Map<Setting, Found> found = new EnumMap<>(Setting.class);

    private Settings(Env env) {
        this.env = env;
    }

    /// Looks everywhere.
    ///
    /// @param options what `-f` gave under `options`, the weightiest first
    /// @throws UsageError for a value that does not fit or a key that does not exist
    static Settings resolve(Env env, Arguments arguments, List<Source> options) {
        var settings = new Settings(env);
        var sources = new ArrayList<>(options);
        sources.addAll(configFiles(env));
        for (var setting : Setting.values()) {
            settings.found.put(setting, settings.find(setting, arguments, sources));
        }
        return settings;
    }

    private Found find(Setting setting, Arguments arguments, List<Source> sources) {
        var typed = arguments.all(setting.key());
        if (!typed.isEmpty()) {
            var option = "option --" + setting.key();
            return checked(setting, new Found(String.join(",", typed), option), option);
        }
        var variable = env.variable(setting.variable());
        if (variable != null) {
            return checked(
                    setting, new Found(variable, "variable " + setting.variable()), "variable " + setting.variable());
        }
        for (var source : sources) {
            if (source.values().containsKey(setting.key())) {
                var text = located(setting, text(source.values().get(setting.key())), source);
                return checked(setting, new Found(text, source.name()), source.name() + ", key " + setting.key());
            }
        }
        return new Found(defaultOf(setting), "default");
    }

    /// A relative path of a file that lies elsewhere is one from there.
    private String located(Setting setting, String text, Source source) {
        var isElsewhere = !source.folder().equals(env.folder());
        var isPath =
                setting.kind == Setting.Kind.PATH || setting.kind == Setting.Kind.STORE && !StoreLocation.isUrl(text);
        return isPath && isElsewhere && !text.isEmpty()
                ? env.path(source.folder(), text).toString()
                : text;
    }

    private String defaultOf(Setting setting) {
        return switch (setting) {
            case CACHE -> UserFolders.cache(env).toString();
            case CPU_SLOTS -> Integer.toString(env.cpus());
            case MEMORY -> mebibytes(TowpathOptions.DEFAULT.memoryBytes());
            case GRACE -> TowpathOptions.DEFAULT.grace().toMillis() + "ms";
            case LOG_LIMIT -> mebibytes(TowpathOptions.DEFAULT.logBytes());
            case MODE, STORE, ARTIFACTS, POOLS, OUTPUT, COLOR, SYMBOLS, PROGRESS -> setting.otherwise;
        };
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + "MB";
    }

    /// What this process gives to runs.
    TowpathOptions towpathOptions() {
        var pools = SettingValues.pools(text(Setting.POOLS));
        var grace = SettingValues.duration(text(Setting.GRACE));
        if (pools == null || grace == null) throw new IllegalStateException("settings are checked when they are found");
        return TowpathOptions.DEFAULT
                .cpuSlots(SettingValues.count(text(Setting.CPU_SLOTS)))
                .memory(SettingValues.size(text(Setting.MEMORY)))
                .pools(pools)
                .grace(grace)
                .logBytes(SettingValues.size(text(Setting.LOG_LIMIT)));
    }

    /// In which order attempts are started.
    Mode mode() {
        var text = text(Setting.MODE);
        return switch (text) {
            case "serial" -> Mode.SERIAL;
            case "parallel" -> Mode.PARALLEL;
            default -> Mode.batch(SettingValues.batch(text));
        };
    }

    private static Found checked(Setting setting, Found found, String place) {
        if (SettingValues.fits(setting.kind, found.text())) return found;
        throw new UsageError(
                setting.key() + " is " + setting.kind.words + ", not '" + found.text() + "'",
                place,
                "Change it, or leave it out for the default.");
    }

    /// The setting's value as text; empty if there is none.
    String text(Setting setting) {
        return found(setting).text();
    }

    /// The setting's value and where it came from.
    Found found(Setting setting) {
        var value = found.get(setting);
        if (value == null) throw new IllegalStateException("no value for " + setting);
        return value;
    }

    /// The setting's value as a path.
    Path path(Setting setting) {
        return env.path(text(setting));
    }

    /// The setting's value as it may be shown: without a password.
    String shown(Setting setting) {
        var text = text(setting);
        return setting.kind == Setting.Kind.STORE && StoreLocation.isUrl(text) ? store().toString() : text;
    }

    /// Where runs are kept.
    ///
    /// @throws dev.towpath.TowpathException `store-url`
    StoreLocation store() {
        var text = text(Setting.STORE);
        return StoreLocation.isUrl(text)
                ? StoreLocation.database(text, path(Setting.ARTIFACTS), env.variables())
                : StoreLocation.folder(env.path(text));
    }

    /// Whether programs read what is printed.
    boolean json() {
        return text(Setting.OUTPUT).equals("json");
    }

    /// How standard output is written.
    Style outStyle() {
        return style(env.terminal().out());
    }

    /// How standard error is written.
    Style errStyle() {
        return style(env.terminal().err());
    }

    private Style style(boolean terminal) {
        var colour = switch (text(Setting.COLOR)) {
            case "always" -> true;
            case "never" -> false;
            default -> terminal && env.variable("NO_COLOR") == null && !isDumb();
        };
        var unicode = switch (text(Setting.SYMBOLS)) {
            case "unicode" -> true;
            case "ascii" -> false;
            default -> speaksUnicode();
        };
        return new Style(colour, unicode, terminal ? env.terminal().columns() : 0);
    }

    /// Whether the terminal can not move its cursor.
    boolean isDumb() {
        return "dumb".equals(env.variable("TERM"));
    }

    private boolean speaksUnicode() {
        if (env.isWindows()) return env.variable("WT_SESSION") != null;
        for (var name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            var locale = env.variable(name);
            if (locale != null)
                return locale.toUpperCase(java.util.Locale.ROOT)
                        .replace("-", "")
                        .contains("UTF8");
        }
        return false;
    }

    /// Checks the keys of a source.
    ///
    /// @param more keys that are allowed besides the settings
    /// @throws UsageError for a key that is none
    static void check(Source source, List<String> more) {
        var keys = new ArrayList<>(more);
        for (var setting : Setting.values()) keys.add(setting.key());
        for (var key : source.values().keySet()) {
            if (!keys.contains(key)) {
                throw new UsageError(
                        "'" + key + "' is no setting",
                        source.name(),
                        Nearest.question(key, keys) + "`towpath config` lists them.");
            }
        }
    }

    private static List<Source> configFiles(Env env) {
        var sources = new ArrayList<Source>();
        var project = PROJECT_FILES.stream()
                .filter(name -> Files.isRegularFile(env.folder().resolve(name)))
                .toList();
        if (project.size() > 1) {
            throw new UsageError(
                    String.join(" and ", project) + " are both there",
                    env.folder().toString(),
                    "Keep one of them.");
        }
        for (var name : project) sources.add(read(env, env.folder().resolve(name)));
        var user = UserFolders.config(env);
        if (Files.isRegularFile(user)) sources.add(read(env, user));
        return sources;
    }

    private static Source read(Env env, Path file) {
        var name = env.shown(file);
        try {
            var source = new Source(name, Yaml.map(Files.readAllBytes(file), name), env.folder());
            check(source, List.of());
            return source;
        } catch (IOException e) {
            throw new UsageError("the configuration can not be read: " + e.getMessage(), name, "Make it readable.");
        }
    }

    /// A value of a configuration file as an option would have it.
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            default -> value.toString();
        };
    }

    /// The keys of all settings.
    static List<String> keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).toList();
    }
}
