package dev.towpath.value;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/// An enum, written as the name of its constant.
final class EnumForm implements Form {
    private final Class<?> type;
    private final Map<String, Enum<?>> byName = new LinkedHashMap<>();

    EnumForm(Class<?> type) {
        this.type = type;
        for (var constant : type.getEnumConstants()) {
            var named = (Enum<?>) constant;
            byName.put(named.name(), named);
        }
    }

    @Override
    public Type type() {
        return type;
    }

    /// The constants by name, in the order of declaration.
    Map<String, Enum<?>> byName() {
        return byName;
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public void write(Object value, JsonOut out) {
        out.text(((Enum<?>) type.cast(value)).name());
    }

    @Override
    public Object read(JsonIn in) {
        var name = in.text();
        var constant = byName.get(name);
        if (constant == null) throw new Misfit("is '" + name + "', not one of " + byName.keySet(), Hints.FOREIGN);
        return constant;
    }
}
