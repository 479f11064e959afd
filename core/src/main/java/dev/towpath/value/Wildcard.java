package dev.towpath.value;

import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A wildcard, equal to the JDK's own with the same bounds.
final class Wildcard implements WildcardType {
    private final Type upper;
    private final @Nullable Type lower;

    Wildcard(Type upper, @Nullable Type lower) {
        this.upper = upper;
        this.lower = lower;
    }

    @Override
    public Type[] getUpperBounds() {
        return new Type[] {upper};
    }

    @Override
    public Type[] getLowerBounds() {
        return lower == null ? new Type[0] : new Type[] {lower};
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WildcardType that
                && Arrays.equals(getUpperBounds(), that.getUpperBounds())
                && Arrays.equals(getLowerBounds(), that.getLowerBounds());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getLowerBounds()) ^ Arrays.hashCode(getUpperBounds());
    }

    @Override
    public String toString() {
        return TypeNames.print(this);
    }
}
