package dev.towpath.engine;

import dev.towpath.BusinessError;
import dev.towpath.Failure;
import dev.towpath.TowpathException;
import dev.towpath.code.StackPlaces;
import dev.towpath.engine.Report.Kind;
import dev.towpath.engine.Report.Outcome.Failed;
import dev.towpath.spi.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says why an attempt failed, and whether it is worth another try.
final class Diagnosis {
    private static final int DEEPEST_CAUSE = 20;
    /// Characters of a stack trace that are kept.
    private static final int LONGEST_STACK = 32 * 1024;

    private static final int LONGEST_MESSAGE = 4 * 1024;

    /// What a throwable means.
    private record Meaning(String code, Kind kind, String hint) {}

    private Diagnosis() {}

    /// The step's code, or what is around it, threw.
    static Failed thrown(Throwable error, LocalAttempt attempt) {
        var meaning = meaning(error);
        var failure = new Failure(
                meaning.code(),
                message(error),
                attempt.step(),
                attempt.unit(),
                attempt.number(),
                place(error, attempt),
                meaning.hint(),
                error.getClass().getName(),
                stack(error),
                attempt.lastLines());
        return new Failed(meaning.kind(), classes(error), failure);
    }

    /// The step's code returned null.
    static Failed nothing(LocalAttempt attempt) {
        var failure = plain(
                "null-result",
                attempt.task().code().work(attempt.task().node()).code().method() + " returned null",
                "A step has to return a value: return an Optional, an empty list or a record that says that there is"
                        + " nothing.",
                attempt);
        return new Failed(Kind.PROGRAMMING, List.of(), failure);
    }

    /// The attempt's time was up.
    static Failure timeOut(Duration limit, StackTraceElement[] where, LocalAttempt attempt) {
        var at = new Throwable("was here when its time was up");
        at.setStackTrace(where);
        var plain = plain(
                "time-out",
                "the attempt took longer than its limit of " + text(limit),
                "Give the step more time with `.timeout(…)`, or let it do less at once.",
                attempt);
        return with(plain, place(at, attempt), stack(at));
    }

    /// The code, or a library that it calls, asked for the end of the whole process.
    static Failed exit(StackTraceElement[] where, LocalAttempt attempt) {
        var at = new Throwable("System.exit was called here");
        at.setStackTrace(where);
        var plain = plain(
                "exit-called",
                "System.exit was called inside the step, which ends the whole process",
                "Throw an exception instead; run a library that ends the process as a command of its own.",
                attempt);
        // Another try would end the process again.
        return new Failed(Kind.PROGRAMMING, List.of(), with(plain, place(at, attempt), stack(at)));
    }

    private static Failure plain(String code, String message, String hint, LocalAttempt attempt) {
        var wiredAt = attempt.task().code().work(attempt.task().node()).frame().at();
        return new Failure(
                code,
                message,
                attempt.step(),
                attempt.unit(),
                attempt.number(),
                wiredAt,
                hint,
                null,
                "",
                attempt.lastLines());
    }

    private static Failure with(Failure failure, @Nullable String at, String stack) {
        return new Failure(
                failure.code(),
                failure.message(),
                failure.step(),
                failure.unit(),
                failure.attempt(),
                at == null ? failure.at() : at,
                failure.hint(),
                failure.error(),
                stack,
                failure.lastLines());
    }

    private static Meaning meaning(Throwable error) {
        if (isDiskFull(error))
            return new Meaning("disk-full", Kind.APPLICATION, "Free some space on the disk, then resume the run.");
        return switch (error) {
            case BusinessError _ ->
                new Meaning("business-error", Kind.BUSINESS, "Correct the input and start a new run.");
            // The same bytes will not get better by reading them again.
            case StoreException e
            when e.code().startsWith("artifact-") -> new Meaning(e.code(), Kind.PROGRAMMING, e.hint());
            case StoreException e -> new Meaning(e.code(), Kind.APPLICATION, e.hint());
            case TowpathException e -> new Meaning(e.code(), Kind.PROGRAMMING, e.hint());
            case OutOfMemoryError _ ->
                new Meaning(
                        "out-of-memory",
                        Kind.APPLICATION,
                        "Give Java more memory (-Xmx), let the step hold less at once, or run fewer steps at a time.");
            case ReflectiveOperationException _, NoClassDefFoundError _, UnsupportedClassVersionError _ ->
                new Meaning("missing-code", Kind.PROGRAMMING, "Put the missing library back, then resume the run.");
            case StackOverflowError _ ->
                new Meaning("step-failed", Kind.APPLICATION, "Look for a recursion without an end, or use a loop.");
            default ->
                isProgramming(error)
                        ? new Meaning(
                                "step-failed",
                                Kind.PROGRAMMING,
                                "Correct the code, then run again; an error of this kind is tried again only if the"
                                        + " step's retry names it.")
                        : new Meaning(
                                "step-failed",
                                Kind.APPLICATION,
                                "Remove the cause, then resume the run: it goes on here.");
        };
    }

    private static boolean isProgramming(Throwable error) {
        return error instanceof NullPointerException
                || error instanceof ClassCastException
                || error instanceof IndexOutOfBoundsException
                || error instanceof IllegalArgumentException
                || error instanceof IllegalStateException
                || error instanceof ArithmeticException
                || error instanceof UnsupportedOperationException
                || error instanceof LinkageError
                || error instanceof AssertionError;
    }

    private static boolean isDiskFull(Throwable error) {
        var cause = error;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof StoreException store && store.code().equals("disk-full")) return true;
            if (cause instanceof java.io.IOException && saysFull(cause.getMessage())) return true;
            cause = cause.getCause();
        }
        return false;
    }

    /// The operating system's words; Java has no class for it.
    private static boolean saysFull(@Nullable String message) {
        if (message == null) return false;
        var text = message.toLowerCase(Locale.ROOT);
        return text.contains("no space left")
                || text.contains("not enough space on the disk")
                || text.contains("disk quota exceeded");
    }

    private static String message(Throwable error) {
        var text = error instanceof TowpathException e ? e.what() : error.getMessage();
        if (text == null || text.isBlank()) return error.getClass().getSimpleName();
        if (text.length() > LONGEST_MESSAGE) text = text.substring(0, LONGEST_MESSAGE) + "…";
        // "7" or a path alone tells nothing.
        return error instanceof TowpathException || error instanceof BusinessError
                ? text
                : error.getClass().getSimpleName() + ": " + text;
    }

    private static @Nullable String place(Throwable error, LocalAttempt attempt) {
        var task = attempt.task();
        try {
            var found = StackPlaces.of(error, task.code().userCode(task.node()));
            return found == null ? task.code().work(task.node()).frame().at() : found;
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            return task.code().work(task.node()).frame().at();
        }
    }

    private static List<String> classes(Throwable error) {
        var names = new ArrayList<String>();
        for (Class<?> type = error.getClass(); type != Object.class && type != null; type = type.getSuperclass())
            names.add(type.getName());
        return names;
    }

    private static String stack(Throwable error) {
        var out = new StringWriter();
        error.printStackTrace(new PrintWriter(out));
        var text = out.toString();
        return text.length() <= LONGEST_STACK ? text : text.substring(0, LONGEST_STACK) + "…";
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
