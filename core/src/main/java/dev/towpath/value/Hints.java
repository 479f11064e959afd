package dev.towpath.value;

/// Advice that several places give.
final class Hints {
    static final String DEEP = "Flatten it, for instance into a list with indices.";
    static final String NULL = "Declare it as Optional and give Optional.empty(), or give it a value.";
    static final String FOREIGN =
            "The bytes were written for another type or changed outside: look at the type of the step that made them.";

    private Hints() {}
}
