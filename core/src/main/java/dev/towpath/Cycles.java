package dev.towpath;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Looks for a cycle, which only [Step#after] can make: a value is always made before it can be read.
final class Cycles {
    private static final byte NEW = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final List<Draft> drafts;
    private final byte[] state;
    private final ArrayDeque<Integer> path = new ArrayDeque<>();

    private Cycles(List<Draft> drafts) {
        this.drafts = drafts;
        this.state = new byte[drafts.size()];
    }

    /// The indices along a cycle, in the order of execution that it demands; empty if there is none.
    static List<Integer> find(List<Draft> drafts) {
        return hasForwardEdge(drafts) ? new Cycles(drafts).search() : List.of();
    }

    private static boolean hasForwardEdge(List<Draft> drafts) {
        for (var i = 0; i < drafts.size(); i++) for (var before : drafts.get(i).after()) if (before >= i) return true;
        return false;
    }

    private List<Integer> search() {
        for (var i = 0; i < drafts.size(); i++) {
            if (state[i] != NEW) continue;
            var found = searchFrom(i);
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    /// A search in depth with a stack of its own: a chain may be longer than a thread's stack is deep.
    private List<Integer> searchFrom(int start) {
        var waiting = new ArrayDeque<List<Integer>>();
        enter(start, waiting);
        while (!waiting.isEmpty()) {
            var next = waiting.peek();
            if (next.isEmpty()) {
                waiting.pop();
                state[path.removeLast()] = DONE;
            } else {
                var before = next.removeLast();
                if (state[before] == OPEN) return cycle(before);
                if (state[before] == NEW) enter(before, waiting);
            }
        }
        return List.of();
    }

    private void enter(int index, ArrayDeque<List<Integer>> waiting) {
        state[index] = OPEN;
        path.addLast(index);
        waiting.push(new ArrayList<>(drafts.get(index).waitsFor()));
    }

    /// Begins with the step that waits for a later one, as its `after` is the one to look at.
    private List<Integer> cycle(int last) {
        var cycle = new ArrayList<Integer>();
        for (var i = path.descendingIterator(); i.hasNext(); ) {
            var index = i.next();
            cycle.add(index);
            if (index == last) break;
        }
        for (var i = 0; i < cycle.size(); i++) {
            var before = cycle.get((i + cycle.size() - 1) % cycle.size());
            if (before > cycle.get(i) && drafts.get(cycle.get(i)).after().contains(before)) {
                Collections.rotate(cycle, -i);
                break;
            }
        }
        return cycle;
    }
}
