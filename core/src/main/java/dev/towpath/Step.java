package dev.towpath;

import dev.towpath.plan.Ref;
import java.lang.reflect.Type;
import java.time.Duration;

/// The handle of a step: the value it gives, and the policies of its execution.
///
/// Every method returns this handle, so that calls can be chained.
public final class Step<T> extends Value<T> {
    private final Draft draft;

    Step(Wiring wiring, Ref ref, Type type, Draft draft) {
        super(wiring, ref, type);
        this.draft = draft;
    }

    /// Starts this step only when these have ended well, although it takes no value of theirs.
    public Step<T> after(Value<?>... others) {
        wiring().after(draft, others);
        return this;
    }

    /// When a failed attempt is followed by another one; [Retry#DEFAULT] otherwise.
    public Step<T> retry(Retry retry) {
        wiring().retry(draft, retry);
        return this;
    }

    /// What an attempt does besides giving the value; [Effect#PURE] otherwise. A step that must happen
    /// [at most once][Effect#AT_MOST_ONCE] is tried once.
    public Step<T> effect(Effect effect) {
        wiring().effect(draft, effect);
        return this;
    }

    /// The longest time one attempt may take; an attempt that takes longer fails and is tried again as any other.
    public Step<T> timeout(Duration limit) {
        wiring().timeout(draft, limit);
        return this;
    }

    /// What one attempt occupies; one processor slot otherwise.
    public Step<T> resources(Resources resources) {
        wiring().open();
        draft.resources = resources;
        return this;
    }

    /// Lets every unit of a mapped step fail without failing the step: its result is left out of the list.
    public Step<T> allowFailures() {
        return allowFailures(Integer.MAX_VALUE);
    }

    /// Lets so many units of a mapped step fail without failing the step: their results are left out of the list.
    public Step<T> allowFailures(int atMost) {
        wiring().allowFailures(draft, atMost);
        return this;
    }
}
