package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.Set;

/// A list or a set, written as a JSON list: in its order, or sorted if the type has none.
record ListForm(Type type, Kind kind, Form element) implements Form {
    enum Kind {
        LIST(List.class),
        SEQUENCED_COLLECTION(SequencedCollection.class),
        SET(Set.class),
        SEQUENCED_SET(SequencedSet.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        Class<?> type() {
            return type;
        }

        boolean isSet() {
            return this == SET || this == SEQUENCED_SET;
        }
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var elements = (Collection<?>) kind.type.cast(value);
        out.enter();
        out.raw('[');
        if (kind == Kind.SET) writeSorted(elements, out);
        else writeInOrder(elements, out);
        out.raw(']');
        out.leave();
    }

    private void writeInOrder(Collection<?> elements, JsonOut out) throws IOException {
        var i = 0;
        for (var item : elements) {
            if (i > 0) out.raw(',');
            writeAt(i++, item, out);
        }
    }

    @SuppressWarnings("NullAway") // a null is refused by writePart with its place
    private void writeAt(int index, Object item, JsonOut out) throws IOException {
        try {
            Form.writePart(element, item, out);
        } catch (Misfit e) {
            throw e.at(index);
        }
    }

    private void writeSorted(Collection<?> elements, JsonOut out) throws IOException {
        var starts = new int[elements.size()];
        var ends = new int[starts.length];
        var i = 0;
        for (var item : elements) {
            starts[i] = out.length();
            writeAt(i, item, out);
            ends[i++] = out.length();
        }
        if (!out.sort(starts, ends))
            throw new Misfit("has an element twice", "Give it equals and hashCode by content: make it a record.");
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        var elements = new ArrayList<Object>();
        in.enter();
        for (var more = in.open('[', ']', "a list"); more; more = in.more(']')) {
            try {
                elements.add(element.read(in));
            } catch (Misfit e) {
                throw e.at(elements.size());
            }
        }
        in.leave();
        return of(elements);
    }

    /// The unmodifiable collection of these elements.
    Object of(List<Object> elements) {
        if (!kind.isSet()) return Collections.unmodifiableList(Arrays.asList(elements.toArray()));
        var set = LinkedHashSet.newLinkedHashSet(elements.size());
        for (var item : elements)
            if (!set.add(item)) throw new Misfit("has an element twice", "Leave one of them out.").at(set.size());
        return kind == Kind.SET ? Collections.unmodifiableSet(set) : Collections.unmodifiableSequencedSet(set);
    }
}
