package dev.towpath.code;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for.
final class Once<T> implements Supplier<T> {
    private final Supplier<T> making;
    private @Nullable T made;

    private Once(Supplier<T> making) {
        this.making = making;
    }

    static <T> Once<T> of(Supplier<T> making) {
        return new Once<>(making);
    }

    @Override
    public synchronized T get() {
        var known = made;
        if (known == null) {
            known = making.get();
            made = known;
        }
        return known;
    }
}
