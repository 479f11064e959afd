package dev.towpath.value;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A class with type arguments; equal to the JDK's own of the same class and arguments.
final class GenericType implements ParameterizedType {
    private final Class<?> raw;
    private final List<Type> arguments;

    GenericType(Class<?> raw, List<? extends Type> arguments) {
        this.raw = raw;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(Type[]::new);
    }

    @Override
    public Class<?> getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof ParameterizedType that
                        && raw.equals(that.getRawType())
                        && Objects.equals(getOwnerType(), that.getOwnerType())
                        && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getActualTypeArguments()) ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
    }

    @Override
    public String toString() {
        return TypeNames.print(this);
    }
}
