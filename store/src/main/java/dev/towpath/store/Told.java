package dev.towpath.store;

import dev.towpath.spi.Owners.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is told to the listener of an owner: at once, or, before there is one, as soon as it comes.
final class Told {
    private final List<Consumer<Listener>> before = new ArrayList<>();
    private @Nullable Listener listener;
    private boolean closed;

    synchronized void listen(Listener all) {
        if (listener != null) throw new IllegalStateException("there is a listener already");
        listener = all;
        if (!closed) for (var event : before) event.accept(all);
        before.clear();
    }

    synchronized void tell(Consumer<Listener> event) {
        if (closed) return;
        if (listener == null) before.add(event);
        else event.accept(listener);
    }

    /// From now on nothing is told.
    synchronized void close() {
        closed = true;
        before.clear();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
