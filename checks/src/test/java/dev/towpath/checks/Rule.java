package dev.towpath.checks;

import java.util.List;
import java.util.function.Supplier;

/// A rule of the style guide that the build checks.
record Rule(String name, Supplier<List<Violation>> violations) {
    @Override
    public String toString() {
        return name;
    }
}
