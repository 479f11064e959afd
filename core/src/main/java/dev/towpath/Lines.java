package dev.towpath;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the line of the user's code that wires: the innermost frame outside the definition language.
///
/// Looking at the stack costs some 3 µs, too much for graphs of 100,000 steps made in a loop. A method reference
/// that was wired [#SURE] times from one line is therefore looked at only now and then; should it be wired from a
/// second line after that, some of those steps name the first.
final class Lines {
    /// What stands for a line that the class file does not tell.
    static final String UNKNOWN = "unknown";

    private static final int SURE = 256;
    private static final int SAMPLE = 64;
    private static final int FRAMES = 8;
    private static final StackWalker STACK =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), FRAMES);
    private static final Set<Class<?>> OURS =
            Set.of(Lines.class, Wiring.class, Accessors.class, Builder.class, Value.class, Step.class, Pipeline.class);

    private final Map<Class<?>, Seen> seen = new HashMap<>();

    private static final class Seen {
        String line = UNKNOWN;
        int times;
    }

    /// `File.java:12` of the line that is being executed.
    String here() {
        return STACK.walk(frames -> {
            for (var i = frames.iterator(); i.hasNext(); ) {
                var frame = i.next();
                if (!OURS.contains(frame.getDeclaringClass())) return line(frame);
            }
            return UNKNOWN;
        });
    }

    /// The same for a step's method.
    String of(@Nullable Object method) {
        if (method == null) return here();
        var known = seen.computeIfAbsent(method.getClass(), _ -> new Seen());
        known.times++;
        if (known.times > SURE && known.times % SAMPLE != 0) return known.line;
        var line = here();
        if (!line.equals(known.line)) {
            known.line = line;
            known.times = 1;
        }
        return known.line;
    }

    private static String line(StackWalker.StackFrame frame) {
        var file = frame.getFileName();
        if (file == null || frame.getLineNumber() < 1)
            return frame.getDeclaringClass().getName();
        return file + ":" + frame.getLineNumber();
    }
}
