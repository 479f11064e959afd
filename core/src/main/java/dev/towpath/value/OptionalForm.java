package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// An optional, written as its value or `null`.
record OptionalForm(Type type, Form value) implements Form {
    @Override
    public void write(Object optional, JsonOut out) throws IOException {
        var value = switch (optional) {
            case OptionalInt i when value() == Scalar.INT -> i.isPresent() ? Optional.of(i.getAsInt()) : null;
            case OptionalLong l when value() == Scalar.LONG -> l.isPresent() ? Optional.of(l.getAsLong()) : null;
            case OptionalDouble d when value() == Scalar.DOUBLE -> d.isPresent() ? Optional.of(d.getAsDouble()) : null;
            default -> ((Optional<?>) optional).isPresent() ? (Optional<?>) optional : null;
        };
        if (value == null) out.ascii("null");
        else Form.writePart(value(), value.orElseThrow(), out);
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        return in.tryNull() ? absent() : present(value.read(in));
    }

    /// The optional with this value.
    Object present(Object value) {
        if (type == OptionalInt.class) return OptionalInt.of((int) value);
        if (type == OptionalLong.class) return OptionalLong.of((long) value);
        if (type == OptionalDouble.class) return OptionalDouble.of((double) value);
        return Optional.of(value);
    }

    @Override
    public Object absent() {
        if (type == OptionalInt.class) return OptionalInt.empty();
        if (type == OptionalLong.class) return OptionalLong.empty();
        if (type == OptionalDouble.class) return OptionalDouble.empty();
        return Optional.empty();
    }
}
