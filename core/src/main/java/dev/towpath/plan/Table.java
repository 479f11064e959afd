package dev.towpath.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Values that are written once and then named by their index, in the order of first use.
final class Table<T> {
    private final Map<T, Integer> byValue = new HashMap<>();
    private final Map<T, Integer> byIdentity = new IdentityHashMap<>();
    private final List<T> values = new ArrayList<>();

    /// The index of a value; equal values have one.
    int index(T value) {
        var known = byIdentity.get(value);
        if (known != null) return known;
        var index = byValue.putIfAbsent(value, values.size());
        if (index == null) {
            index = values.size();
            values.add(value);
        }
        byIdentity.put(value, index);
        return index;
    }

    List<T> values() {
        return values;
    }
}
