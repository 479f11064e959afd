package dev.towpath.checks;

import java.util.LinkedHashMap;
import java.util.Map;

/// The list of places where a rule would make the code worse: `checks/exceptions.txt`.
final class Exceptions {
    static final String FILE = "checks/exceptions.txt";

    /// A line of the list.
    record Entry(String rule, String subject, String reason, int line) {
        boolean covers(Violation violation) {
            return violation.rule().equals(rule) && violation.subject().equals(subject);
        }

        @Override
        public String toString() {
            return "%s:%d: %s %s".formatted(FILE, line, rule, subject);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    static Exceptions read() {
        var exceptions = new Exceptions();
        var number = 0;
        for (var line : Checkout.text(FILE).lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            var words = line.strip().split("\\s+", 3);
            if (words.length < 3) {
                throw new IllegalStateException(
                        "%s:%d: write '<rule> <subject> <reason>', was '%s'".formatted(FILE, number, line));
            }
            exceptions.entries.put(words[0] + " " + words[1], new Entry(words[0], words[1], words[2], number));
        }
        return exceptions;
    }

    Iterable<Entry> all() {
        return entries.values();
    }

    boolean cover(Violation violation) {
        return entries.containsKey(violation.rule() + " " + violation.subject());
    }
}
