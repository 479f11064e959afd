package dev.towpath.value;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/// A generic type as a value: `new TypeOf<List<String>>() {}.type()`.
abstract class TypeOf<T> {
    Type type() {
        return ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
    }
}
