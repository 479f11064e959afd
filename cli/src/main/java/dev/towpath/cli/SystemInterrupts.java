package dev.towpath.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Listens to the signals of this process.
///
/// The JDK's signals are reached by reflection: their package is not one that code may be compiled against.
final class SystemInterrupts implements Interrupts {
    private static final int KILLED_BY_INTERRUPT = 130;

    @Override
    public Watch watch(Runnable onInterrupt, Runnable onTerminate) {
        var count = new AtomicInteger();
        var former = listen(() -> {
            if (count.getAndIncrement() > 0) Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
            // The engine may wait for its own threads; the thread of signals must stay free for the second one.
            var thread = new Thread(onInterrupt, "towpath-interrupt");
            thread.setDaemon(true);
            thread.start();
        });
        var hook = new Thread(onTerminate, "towpath-terminate");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            if (former != null) restore(former);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending: the hook runs already
            }
        };
    }

    private static @Nullable Object listen(Runnable onInterrupt) {
        try {
            var handler = Class.forName("sun.misc.SignalHandler");
            var loader = SystemInterrupts.class.getClassLoader();
            return handle(Proxy.newProxyInstance(
                    loader, new Class<?>[] {handler}, (proxy, method, _) -> answer(proxy, method, onInterrupt)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null; // no signals here: Ctrl-C ends the process and the run can be resumed
        }
    }

    private static @Nullable Object answer(Object proxy, Method method, Runnable onInterrupt) {
        return switch (method.getName()) {
            case "handle" -> {
                onInterrupt.run();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> false;
            default -> "towpath's handler of interrupts";
        };
    }

    private static void restore(Object handler) {
        try {
            handle(handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal that could be handled can be let go", e);
        }
    }

    /// Gives the signal to a handler; answers with the former one.
    private static Object handle(Object handler) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var type = Class.forName("sun.misc.SignalHandler");
        try {
            return signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }
}
