package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sealed interface, written as the object of its case with the case's simple name first.
final class SealedForm implements Form {
    /// The key of the case's name.
    static final String TYPE = "$type";

    /// The key of the constant of a case that is an enum.
    static final String CONSTANT = "$value";

    /// One case.
    record Case(String name, Class<?> raw, Form form, byte[] start) {
        Case(Class<?> raw, Form form) {
            this(raw.getSimpleName(), raw, form, start(raw.getSimpleName()));
        }

        private static byte[] start(String name) {
            return ("{\"" + TYPE + "\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        }
    }

    private final Type type;
    private final Map<Class<?>, Case> byClass = new LinkedHashMap<>();
    private final Map<String, Case> byName = new LinkedHashMap<>();

    /// A sealed type whose cases are not known yet, so that they can contain the type itself.
    SealedForm(Type type) {
        this.type = type;
    }

    /// Adds a case before the form is used: false if there is one of the same simple name.
    boolean add(Case added) {
        byClass.put(added.raw, added);
        return byName.put(added.name, added) == null;
    }

    @Override
    public Type type() {
        return type;
    }

    /// The cases by name, in the order of declaration.
    Map<String, Case> cases() {
        return byName;
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var raw = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        var found = byClass.get(raw);
        if (found == null) throw new ClassCastException();
        out.raw(found.start);
        if (found.form instanceof RecordForm form) {
            form.writeParts(value, out, false);
        } else {
            out.ascii(",\"" + CONSTANT + "\":");
            found.form.write(value, out);
            out.raw('}');
        }
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        var found = find(caseName(in));
        if (found.form instanceof RecordForm form) return form.read(in, TYPE);
        @Nullable Object constant = null;
        for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
            var key = in.key();
            if (key.equals(CONSTANT)) constant = found.form.read(in);
            else if (key.equals(TYPE)) in.skip();
            else throw new Misfit("is no part of an enum", Hints.FOREIGN).in(key);
        }
        if (constant == null) throw new Misfit("is missing", Hints.FOREIGN).in(CONSTANT);
        return constant;
    }

    Case find(String name) {
        var found = byName.get(name);
        if (found == null) throw new Misfit("is '" + name + "', not one of " + byName.keySet(), Hints.FOREIGN).in(TYPE);
        return found;
    }

    /// The name of the case of the object that comes next, which is not taken.
    static String caseName(JsonIn in) {
        var start = in.position();
        for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
            if (in.key().equals(TYPE)) {
                var name = in.text();
                in.back(start);
                return name;
            }
            in.skip();
        }
        throw new Misfit("is missing", "A value of a sealed type says its case by name.").in(TYPE);
    }
}
