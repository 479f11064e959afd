package dev.towpath.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the word somebody may have meant.
final class Suggest {
    private Suggest() {}

    /// The nearest of the known words, if one is near enough to be a slip of the fingers.
    static Optional<String> nearest(String typed, Collection<String> known) {
        var word = typed.toLowerCase(Locale.ROOT);
        String best = null;
        var least = Math.max(1, word.length() / 3) + 1;
        for (var candidate : known) {
            var distance = distance(word, candidate.toLowerCase(Locale.ROOT));
            if (distance < least || best == null && word.length() >= 3 && candidate.startsWith(word)) {
                best = candidate;
                least = Math.min(least, distance);
            }
        }
        return Optional.ofNullable(best);
    }

    /// `Did you mean X? ` or nothing.
    static String didYouMean(String typed, Collection<String> known) {
        return nearest(typed, known).map(word -> "Did you mean " + word + "? ").orElse("");
    }

    /// How many letters must be changed, added, left out or swapped with their neighbour.
    static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) rows[i][0] = i;
        for (var j = 0; j <= b.length(); j++) rows[0][j] = j;
        for (var i = 1; i <= a.length(); i++) {
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                var least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + same);
                var swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
