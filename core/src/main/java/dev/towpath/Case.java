package dev.towpath;

import java.util.function.Function;

/// One case of a `choose`: a class of the sealed type and the block for it.
///
/// @param type a permitted subclass of the sealed type
/// @param block wires the steps of this case, from the value narrowed to the class
public record Case<C, R>(Class<C> type, Function<? super Value<C>, ? extends Value<? extends R>> block) {
    /// The block for values of this class.
    public static <C, R> Case<C, R> of(Class<C> type, Function<? super Value<C>, ? extends Value<? extends R>> block) {
        return new Case<>(type, block);
    }
}
