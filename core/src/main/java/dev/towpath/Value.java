package dev.towpath;

import dev.towpath.plan.Ref;
import java.io.Serializable;
import java.lang.reflect.Type;

/// The typed handle of something that will exist: the run's input, a step's output, or a component of a record.
///
/// It holds no data and means something only inside the [Pipeline#define] that made it.
public sealed class Value<T> permits Step {
    private final Wiring wiring;
    private final Ref ref;
    private final Type type;

    Value(Wiring wiring, Ref ref, Type type) {
        this.wiring = wiring;
        this.ref = ref;
        this.type = type;
    }

    /// A component of this record, without a step of its own.
    ///
    /// @param component the accessor of a record component, as a method reference: `Input::photo`
    public <R> Value<R> get(Component<? super T, R> component) {
        return wiring.component(this, component);
    }

    Wiring wiring() {
        return wiring;
    }

    Ref ref() {
        return ref;
    }

    /// What the code that wires sees; narrower than the producer's type inside a case of `choose`.
    Type type() {
        return type;
    }

    /// The accessor of a record component, as a method reference.
    @FunctionalInterface
    public interface Component<T, R> extends Serializable {
        /// What the accessor returns.
        R of(T whole);
    }
}
