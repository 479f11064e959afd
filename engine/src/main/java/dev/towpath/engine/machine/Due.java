package dev.towpath.engine.machine;

import java.util.Arrays;
import java.util.BitSet;

/// Nodes about which something can be decided, in the order in which that became so.
final class Due {
    private final BitSet members = new BitSet();
    private int[] ring = new int[8];
    private int head;
    private int size;

    void add(int node) {
        if (members.get(node)) return;
        members.set(node);
        if (size == ring.length) grow();
        ring[(head + size++) % ring.length] = node;
    }

    private void grow() {
        var bigger = new int[ring.length * 2];
        for (var i = 0; i < size; i++) bigger[i] = get(i);
        ring = bigger;
        head = 0;
    }

    int get(int place) {
        return ring[(head + place) % ring.length];
    }

    int size() {
        return size;
    }

    void removeFirst() {
        members.clear(ring[head]);
        head = (head + 1) % ring.length;
        size--;
    }

    @Override
    public String toString() {
        var nodes = new int[size];
        for (var i = 0; i < size; i++) nodes[i] = get(i);
        return Arrays.toString(nodes);
    }
}
