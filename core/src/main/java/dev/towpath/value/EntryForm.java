package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;

/// A `Map.Entry`, written as a list of key and value.
record EntryForm(Type type, Form key, Form value) implements Form {
    @Override
    public void write(Object entry, JsonOut out) throws IOException {
        var pair = (Map.Entry<?, ?>) entry;
        out.enter();
        out.raw('[');
        try {
            Form.writePart(key, pair.getKey(), out);
        } catch (Misfit e) {
            throw e.in("key");
        }
        out.raw(',');
        try {
            Form.writePart(value, pair.getValue(), out);
        } catch (Misfit e) {
            throw e.in("value");
        }
        out.raw(']');
        out.leave();
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        in.enter();
        if (!in.open('[', ']', "a pair")) throw new Misfit("is no pair", Hints.FOREIGN);
        var k = readPart("key", key, in);
        if (!in.more(']')) throw new Misfit("is no pair", Hints.FOREIGN);
        var v = readPart("value", value, in);
        if (in.more(']')) throw new Misfit("is no pair", Hints.FOREIGN);
        in.leave();
        return Map.entry(k, v);
    }

    private static Object readPart(String name, Form form, JsonIn in) throws IOException {
        try {
            return form.read(in);
        } catch (Misfit e) {
            throw e.in(name);
        }
    }
}
