package dev.towpath.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values that are written once and then named by their index, in the order of first use.
final class Table<T> {
    private final Map<T, Integer> indices = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    /// The index of a value; equal values have one.
    int index(T value) {
        var known = indices.putIfAbsent(value, values.size());
        if (known != null) return known;
        values.add(value);
        return values.size() - 1;
    }

    List<T> values() {
        return values;
    }
}
