package dev.towpath.value;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which of the known names somebody may have meant.
final class Nearest {
    private Nearest() {}

    static String advice(String name, List<String> known) {
        var nearest = of(name, known);
        if (nearest != null) return "Did you mean '" + nearest + "'?";
        return known.isEmpty() ? "Leave it out: there are none." : "Known are " + String.join(", ", known) + ".";
    }

    /// The one with the fewest changes, if they are few.
    static @Nullable String of(String name, List<String> known) {
        @Nullable String nearest = null;
        var fewest = (name.length() + 2) / 3 + 1;
        for (var candidate : known) {
            var changes = changes(plain(name), plain(candidate));
            if (changes >= fewest) continue;
            fewest = changes;
            nearest = candidate;
        }
        return nearest;
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// How many letters have to be put in, taken out, changed, or swapped with the next.
    private static int changes(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                var same = a.charAt(i - 1) == b.charAt(j - 1);
                rows[i][j] =
                        Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
        return rows[a.length()][b.length()];
    }
}
