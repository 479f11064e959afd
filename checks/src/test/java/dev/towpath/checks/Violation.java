package dev.towpath.checks;

/// One place that breaks one rule.
///
/// @param rule the rule's name, as `exceptions.txt` spells it
/// @param subject what breaks it, named so that the name survives edits: a path, a class, or `path#method`
/// @param where file and line
/// @param advice what is wrong and what to do
record Violation(String rule, String subject, String where, String advice) implements Comparable<Violation> {
    @Override
    public String toString() {
        return "%s: %s: %s [exception: %s %s]".formatted(where, rule, advice, rule, subject);
    }

    @Override
    public int compareTo(Violation other) {
        return toString().compareTo(other.toString());
    }
}
