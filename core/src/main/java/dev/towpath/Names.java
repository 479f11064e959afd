package dev.towpath;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of a pipeline and its steps: runs, logs and artifacts are found by them, and they become parts of paths.
final class Names {
    private static final int MAX_LENGTH = 100;
    private static final String RULE =
            "Use 1 to 100 letters, digits, '.', '_' or '-', the first one a letter or a digit";

    private final Findings findings;
    private final Map<String, String> lines = new HashMap<>();
    private int choices;

    Names(Findings findings) {
        this.findings = findings;
    }

    /// Notes it if a name is not allowed.
    boolean check(@Nullable String name, String kind, String line) {
        if (name != null && isLegal(name)) return true;
        var what = name == null
                ? "the name of a " + kind + " is null"
                : name.isEmpty() ? "the name of a " + kind + " is empty" : "'" + name + "' is no name for a " + kind;
        findings.add("illegal-name", what, line, RULE);
        return false;
    }

    /// Takes a name for a step. False, and noted: it is not allowed or taken.
    boolean take(@Nullable String name, String line) {
        if (name == null || !isLegal(name)) return check(name, "step", line);
        var first = lines.putIfAbsent(name, line);
        if (first == null) return true;
        var what = "two steps are named '" + name + "', the first one at " + first;
        findings.add("duplicate-name", what, line, "Give each step a name of its own; in a loop, add the index");
        return false;
    }

    /// A free name for what joins branches: `when-1`, `choose-2`, in the order in which they begin.
    String choice(String kind, String line) {
        String name;
        do {
            name = kind + "-" + ++choices;
        } while (lines.putIfAbsent(name, line) != null);
        return name;
    }

    private static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isWordCharacter(name.charAt(0))) return false;
        for (var i = 1; i < name.length(); i++) {
            var c = name.charAt(i);
            if (!isWordCharacter(c) && c != '.' && c != '_' && c != '-') return false;
        }
        return true;
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
