package dev.towpath.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;

/// An array of a generic type.
record ArrayOf(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
        return component;
    }

    @Override
    public String getTypeName() {
        return TypeNames.print(this);
    }
}
