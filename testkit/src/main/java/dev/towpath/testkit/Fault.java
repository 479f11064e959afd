package dev.towpath.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that goes wrong with one execution of a step, or of one unit of a mapped step.
///
/// @param step the step's name; in a run that another one has made also `expand/0/step`
/// @param unit the index of the unit; -1 for a step that is not mapped, and for the first unit of one that is
/// @param execution the number of the execution that it happens to, from 1
/// @param length how much longer the execution takes; zero for all other kinds
/// @param error what is thrown; null for all other kinds
public record Fault(
        Kind kind,
        String step,
        int unit,
        int execution,
        Duration length,
        @Nullable Throwable error) {
    /// What goes wrong.
    public enum Kind {
        /// The attempt throws before it has done anything.
        FAILS,
        /// The attempt does its work and throws then.
        FAILS_AFTER_WORK,
        /// The process dies before the attempt has done anything. Another one takes over.
        CRASH_BEFORE,
        /// The attempt does its work, and the process dies before the result is on disk. Another one takes over.
        LOSES,
        /// The process dies as soon as the result is on disk. Another one takes over.
        CRASH_AFTER,
        /// The attempt does its work and does not end before its time is up.
        TIMES_OUT,
        /// Somebody cancels the run when the attempt has begun.
        CANCELS,
        /// The attempt does its work and takes longer to end.
        SLOW
    }

    public Fault {
        if (step.isBlank()) throw new IllegalArgumentException("a fault needs the name of a step");
        if (unit < -1) throw new IllegalArgumentException("unit must be -1 or more, was " + unit);
        if (execution < 1) throw new IllegalArgumentException("execution must be 1 or more, was " + execution);
        if (length.isNegative()) throw new IllegalArgumentException("length is negative: " + length);
        if ((kind == Kind.FAILS || kind == Kind.FAILS_AFTER_WORK) && error == null)
            throw new IllegalArgumentException("what is thrown?");
    }

    /// That happens to the first execution of a step, or of the first unit of a mapped step.
    ///
    /// @param kind any but [Kind#FAILS], [Kind#FAILS_AFTER_WORK] and [Kind#SLOW]: they have a method of their own
    public static Fault of(Kind kind, String step) {
        return new Fault(kind, step, -1, 1, Duration.ZERO, null);
    }

    /// The attempt throws this before it has done anything.
    public static Fault fails(String step, Throwable error) {
        return new Fault(Kind.FAILS, step, -1, 1, Duration.ZERO, error);
    }

    /// The attempt does its work and throws this then.
    public static Fault failsAfterWork(String step, Throwable error) {
        return new Fault(Kind.FAILS_AFTER_WORK, step, -1, 1, Duration.ZERO, error);
    }

    /// The attempt does its work and takes so much longer to end.
    public static Fault slow(String step, Duration length) {
        return new Fault(Kind.SLOW, step, -1, 1, length, null);
    }

    /// The same for another unit of a mapped step.
    public Fault ofUnit(int index) {
        return new Fault(kind, step, index, execution, length, error);
    }

    /// The same for another execution.
    ///
    /// @param number from 1
    public Fault inExecution(int number) {
        return new Fault(kind, step, unit, number, length, error);
    }

    /// What happens to it, as one says it: `crash after charge, before its result was on disk`.
    @Override
    public String toString() {
        var who = Execution.name(step, unit);
        var when = execution == 1 ? "" : " (execution " + execution + ")";
        return switch (kind) {
            case FAILS -> who + " fails before its work is done" + when;
            case FAILS_AFTER_WORK -> who + " fails after its work is done" + when;
            case CRASH_BEFORE -> "crash before " + who + when;
            case LOSES -> "crash after " + who + ", before its result was on disk" + when;
            case CRASH_AFTER -> "crash after " + who + ", when its result was on disk" + when;
            case TIMES_OUT -> who + " does its work, but its time is up" + when;
            case CANCELS -> "cancel while " + who + " is executed" + when;
            case SLOW -> who + " takes " + Times.text(length) + when;
        };
    }

    /// How a test asks for it: `.losing("charge")`.
    String code() {
        var arguments = "(\"" + step + "\"" + (unit < 0 ? "" : ", " + unit);
        if (execution > 1 || (unit >= 0 && (kind == Kind.SLOW || kind == Kind.FAILS_AFTER_WORK)))
            return ".with(" + factory() + (unit < 0 ? "" : ".ofUnit(" + unit + ")")
                    + (execution == 1 ? "" : ".inExecution(" + execution + ")") + ")";
        return switch (kind) {
            case FAILS -> ".failing" + arguments + ", 1)";
            case FAILS_AFTER_WORK -> ".failingAfterWork" + arguments + ", 1)";
            case CRASH_BEFORE -> ".crashBefore" + arguments + ")";
            case LOSES -> ".losing" + arguments + ")";
            case CRASH_AFTER -> ".crashAfter" + arguments + ")";
            case TIMES_OUT -> ".timingOut" + arguments + ")";
            case CANCELS -> ".cancelAt" + arguments + ")";
            case SLOW -> ".slow" + arguments + ", Duration.ofMillis(" + length.toMillis() + "))";
        };
    }

    private String factory() {
        var name = "\"" + step + "\"";
        return switch (kind) {
            case FAILS -> "Fault.fails(" + name + ", new IOException())";
            case FAILS_AFTER_WORK -> "Fault.failsAfterWork(" + name + ", new IOException())";
            case SLOW -> "Fault.slow(" + name + ", Duration.ofMillis(" + length.toMillis() + "))";
            case CRASH_BEFORE, LOSES, CRASH_AFTER, TIMES_OUT, CANCELS ->
                "Fault.of(Fault.Kind." + kind + ", " + name + ")";
        };
    }

    /// Whether this is about that step and unit.
    boolean isOf(String name, int index) {
        return step.equals(name) && Math.max(unit, 0) == Math.max(index, 0);
    }
}
