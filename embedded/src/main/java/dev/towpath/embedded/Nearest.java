package dev.towpath.embedded;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// Finds what somebody may have meant.
final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    /// `Did you mean 'a' or 'b'?`, or what else there is; a hint in any case.
    static String hint(String asked, Collection<String> known, String ifNothing) {
        if (known.isEmpty()) return ifNothing;
        var near = known.stream()
                .distinct()
                .filter(name -> distance(asked, name) <= Math.max(2, asked.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> distance(asked, name))
                        .thenComparing(name -> name))
                .limit(SHOWN)
                .collect(Collectors.joining("' or '"));
        if (!near.isEmpty()) return "Did you mean '" + near + "'?";
        var some = known.stream().distinct().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return "There is " + some + (known.stream().distinct().count() > SHOWN ? " and more." : ".");
    }

    /// How many letters have to be changed, put in or taken out.
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) before[j] = j;
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
