package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.TowpathException;
import dev.towpath.embedded.StoreLocation;
import dev.towpath.embedded.Towpath;
import dev.towpath.value.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one command works with.
///
/// @param env the world
/// @param arguments what was typed
/// @param settings Towpath's own
/// @param files what `-f` gave
/// @param out how standard output is written
/// @param err how standard error is written
record Context(Env env, Arguments arguments, Settings settings, InputFiles files, Style out, Style err) {
    /// A line of the result.
    void print(String line) {
        env.out().println(line);
    }

    /// Lines of the result.
    void print(List<String> lines) {
        for (var line : lines) print(line);
    }

    /// The result for programs.
    void printJson(@Nullable Object tree) {
        env.out().print(Json.pretty(tree));
    }

    /// A message that is no result.
    void say(String line) {
        env.err().println(line);
    }

    boolean json() {
        return settings.json();
    }

    boolean quiet() {
        return arguments.has("quiet");
    }

    Instant now() {
        return env.clock().instant();
    }

    /// A word that was typed.
    String word(int index) {
        return arguments.words().get(index);
    }

    /// The store.
    StoreLocation store() {
        return settings.store();
    }

    /// Opens the store for reading.
    ///
    /// @throws TowpathException `store-missing` if there is none
    Towpath reading() {
        return Towpath.reading(store());
    }

    /// The run that was meant: a name, the start of one that only one run has, or `last`, the newest that no other
    /// run has asked for.
    RunId run(Towpath towpath, String typed) {
        if (!typed.equals("last")) return towpath.find(typed);
        var runs = towpath.runs(1, run -> run.parent() == null);
        if (runs.isEmpty()) {
            throw new NotFound(
                    "run-not-found", "there is no run yet", env.shown(store()), "towpath run FILE makes one.");
        }
        return runs.getFirst().id();
    }

    /// `towpath`, as it was started, with the store if it is not the usual one: for commands we suggest.
    String suggest(String command) {
        var store = settings.found(Setting.STORE);
        var elsewhere = store.origin().startsWith("option") ? " --store " + settings.shown(Setting.STORE) : "";
        return "towpath " + command + elsewhere;
    }
}
