package dev.towpath.value;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which of the known words somebody may have meant: the one home of "did you mean".
public final class Nearest {
    private static final int LISTED = 12;
    private static final int LEAST_BEGINNING = 3;

    private Nearest() {}

    /// The known word with the fewest slips, if they are few for its length; else one that begins so. Dashes,
    /// underlines and capital letters do not count.
    public static Optional<String> of(String typed, Collection<String> known) {
        var word = plain(typed);
        @Nullable String nearest = null;
        @Nullable String longer = null;
        var fewest = (word.length() + 2) / 3 + 1;
        for (var candidate : known) {
            var other = plain(candidate);
            if (longer == null && word.length() >= LEAST_BEGINNING && other.startsWith(word)) longer = candidate;
            var changes = changes(word, other);
            if (changes >= fewest) continue;
            fewest = changes;
            nearest = candidate;
        }
        return Optional.ofNullable(nearest == null ? longer : nearest);
    }

    /// `Did you mean 'x'? `, to go before what else there is to say, or nothing.
    public static String question(String typed, Collection<String> known) {
        return of(typed, known).map(word -> "Did you mean '" + word + "'? ").orElse("");
    }

    /// `Did you mean 'x'?`, or which words are known.
    ///
    /// @param ifNone what to say if none is
    public static String advice(String typed, Collection<String> known, String ifNone) {
        if (known.isEmpty()) return ifNone;
        var question = question(typed, known);
        if (!question.isEmpty()) return question.strip();
        var words = known.stream().distinct().toList();
        var listed = words.stream().limit(LISTED).collect(Collectors.joining(", "));
        var more = words.size() - LISTED;
        return "Known are " + listed + (more > 0 ? " and " + more + " more." : ".");
    }

    private static String plain(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
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
