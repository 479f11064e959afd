package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A map, sorted by key unless it is sequenced: a JSON object if keys are texts, else a list of pairs.
record MapForm(Type type, boolean sequenced, Form key, Form value) implements Form {
    @Override
    public void write(Object map, JsonOut out) throws IOException {
        var entries = ((Map<?, ?>) map).entrySet();
        if (sequenced) entries = ((SequencedMap<?, ?>) map).entrySet();
        var starts = new int[entries.size()];
        var ends = new int[starts.length];
        var i = 0;
        out.enter();
        out.raw(key.isText() ? '{' : '[');
        for (var entry : entries) {
            if (sequenced && i > 0) out.raw(',');
            starts[i] = out.length();
            ends[i++] = writeEntry(entry, out);
        }
        if (!sequenced && !out.sort(starts, ends))
            throw new Misfit("has a key twice", "Give the key equals and hashCode by content: make it a record.");
        out.raw(key.isText() ? '}' : ']');
        out.leave();
    }

    /// Gives where the key ends.
    private int writeEntry(Map.Entry<?, ?> entry, JsonOut out) throws IOException {
        if (!key.isText()) out.raw('[');
        try {
            Form.writePart(key, entry.getKey(), out);
        } catch (Misfit e) {
            throw e.at("key " + entry.getKey());
        }
        var end = out.length();
        out.raw(key.isText() ? ':' : ',');
        try {
            Form.writePart(value, entry.getValue(), out);
        } catch (Misfit e) {
            throw e.at(entry.getKey());
        }
        if (!key.isText()) out.raw(']');
        return end;
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        var map = new LinkedHashMap<Object, Object>();
        in.enter();
        if (key.isText()) {
            for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
                var k = key.read(in);
                in.colon();
                put(map, k, readValue(k, in));
            }
        } else {
            for (var more = in.open('[', ']', "a list of pairs"); more; more = in.more(']')) readPair(map, in);
        }
        in.leave();
        return of(map);
    }

    private void readPair(Map<Object, Object> map, JsonIn in) throws IOException {
        var index = map.size();
        Object k;
        try {
            if (!in.open('[', ']', "a pair") || !(in.peek() != ']')) throw new Misfit("is no pair", Hints.FOREIGN);
            k = key.read(in);
            if (!in.more(']')) throw new Misfit("is no pair", Hints.FOREIGN);
        } catch (Misfit e) {
            throw e.at(index);
        }
        put(map, k, readValue(k, in));
        if (in.more(']')) throw new Misfit("is no pair", Hints.FOREIGN).at(index);
    }

    private Object readValue(Object k, JsonIn in) throws IOException {
        try {
            return value.read(in);
        } catch (Misfit e) {
            throw e.at(k);
        }
    }

    static void put(Map<Object, Object> map, Object key, Object value) {
        if (map.put(key, value) != null) throw new Misfit("has the key '" + key + "' twice", "Leave one of them out.");
    }

    /// The unmodifiable map of these entries.
    Object of(LinkedHashMap<Object, Object> entries) {
        return sequenced ? Collections.unmodifiableSequencedMap(entries) : Collections.unmodifiableMap(entries);
    }
}
