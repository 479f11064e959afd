package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.Problem;
import dev.towpath.code.Finding.Flag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what one walk found, each thing once.
final class Report {
    /// More than this nobody reads at once.
    private static final int MOST_PROBLEMS = 100;

    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Map<String, String> shared = new LinkedHashMap<>();
    private boolean opaque;
    private boolean libraries;

    void refused(Flag.Refused refused, Walk.Reached reached) {
        var at = reached.finding().at();
        var key = refused.code() + " " + at + " " + refused.what();
        if (problems.containsKey(key) || problems.size() == MOST_PROBLEMS) return;
        var way = reached.way();
        var by = way.size() > 1 ? " (reached by " + String.join(" → ", way) + ")" : "";
        var what = reached.finding().by() + " " + refused.what() + by;
        problems.put(key, new Problem(refused.code(), what, at.isEmpty() ? null : at, null, refused.advice()));
    }

    void stale(String what, String at) {
        note(what, at, "a stored result may be out of date");
    }

    void opaque(String what, String at) {
        opaque = true;
        note(what, at, "any change of the pipeline's code makes it run again");
    }

    void vouched(String field, String why) {
        shared.put(field, why);
    }

    void usesLibrary() {
        libraries = true;
    }

    private void note(String what, String at, String so) {
        notes.putIfAbsent(what, "uses " + what + (at.isEmpty() ? "" : " (" + at + ")") + ": " + so);
    }

    /// Whether the reach could not be followed.
    boolean isOpaque() {
        return opaque;
    }

    /// Whether the library jars count.
    boolean countsLibraries() {
        return opaque || libraries;
    }

    Proof proof(Digest code) {
        return new Proof(code, List.copyOf(problems.values()), List.copyOf(notes.values()), shared);
    }
}
