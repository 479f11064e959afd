package dev.towpath.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends what the threads of attempts print to the logs of their steps, and what all other threads print to where it
/// went before.
///
/// `System.out` is one for the whole process, so all open routers share one replacement, and the last to close puts the
/// former stream back. A thread that an attempt starts belongs to the attempt.
@SuppressWarnings("ReferenceEquality") // it asks for this very stream
final class PrintRouter implements AutoCloseable {
    /// Takes what is printed.
    interface Printing {
        /// Takes some bytes.
        ///
        /// @param error whether on standard error
        void print(boolean error, byte[] bytes, int from, int length);
    }

    private static final InheritableThreadLocal<@Nullable Printing> CURRENT = new InheritableThreadLocal<>();
    /// Guards [#OPEN] and [#FORMER].
    private static final Object LOCK = new Object();
    private static final List<PrintRouter> OPEN = new ArrayList<>();
    private static final List<Replaced> FORMER = new ArrayList<>();

    private record Replaced(PrintStream out, PrintStream err, PrintStream ourOut, PrintStream ourErr) {}

    /// From now on.
    PrintRouter() {
        synchronized (LOCK) {
            OPEN.add(this);
            if (!FORMER.isEmpty() && System.out == FORMER.getFirst().ourOut()) return;
            var replaced = new Replaced(System.out, System.err, routed(System.out, false), routed(System.err, true));
            System.setOut(replaced.ourOut());
            System.setErr(replaced.ourErr());
            FORMER.clear();
            FORMER.add(replaced);
        }
    }

    private static PrintStream routed(PrintStream former, boolean error) {
        return new PrintStream(new Routed(former, error), true, former.charset());
    }

    /// From now on this thread, and threads that it starts, print there.
    static void enter(Printing printing) {
        CURRENT.set(printing);
    }

    /// This thread prints as before.
    static void leave() {
        CURRENT.remove();
    }

    @Override
    public void close() {
        synchronized (LOCK) {
            OPEN.remove(this);
            if (!OPEN.isEmpty() || FORMER.isEmpty()) return;
            var replaced = FORMER.getFirst();
            if (System.out == replaced.ourOut()) System.setOut(replaced.out());
            if (System.err == replaced.ourErr()) System.setErr(replaced.err());
            FORMER.clear();
        }
    }

    private static final class Routed extends OutputStream {
        private final PrintStream former;
        private final boolean error;

        Routed(PrintStream former, boolean error) {
            this.former = former;
            this.error = error;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            var printing = CURRENT.get();
            if (printing == null) former.write(bytes, from, length);
            else printing.print(error, bytes, from, length);
        }

        @Override
        public void flush() {
            if (CURRENT.get() == null) former.flush();
        }
    }
}
