package dev.towpath.engine.machine;

import dev.towpath.Status;
import java.util.ArrayList;
import java.util.List;

/// The three transition tables: of runs, of steps and units, and of attempts. `docs/states.md` is written from them by
/// a test; the states are the public words themselves.
@SuppressWarnings("EnumOrdinal") // an index in memory, never stored
final class Transitions {
    /// What can happen to a run.
    enum RunMove {
        QUEUE,
        TAKE_OVER,
        MISS_CODE,
        FIND_CODE,
        START,
        WAIT,
        WAKE,
        SUCCEED,
        FAIL,
        ASK_CANCEL,
        STOP,
        RESUME,
        PAUSE,
        UNPAUSE,
        REPLACE
    }

    /// What can happen to a step or to a unit of a mapped step.
    enum StepMove {
        QUEUE,
        REUSE,
        SKIP,
        START,
        SUCCEED,
        DELAY,
        WAKE,
        LOSE,
        FAIL,
        ASK_CANCEL,
        STOP,
        RESUME,
        DOUBT,
        SETTLE,
        KEEP
    }

    /// What can happen to an attempt.
    enum AttemptMove {
        START,
        SUCCEED,
        FAIL,
        LOSE,
        ASK_CANCEL,
        STOP
    }

    private static final Ruling[] TO = new Ruling[Status.values().length];

    static {
        for (var status : Status.values()) TO[status.ordinal()] = new Ruling.To(status);
    }

    private Transitions() {}

    private static Ruling to(Status status) {
        return TO[status.ordinal()];
    }

    /// The state of a run after a move.
    ///
    /// @throws IllegalMove if the table refuses it or calls it late: then nobody should have decided it
    static Status next(Status from, RunMove move) {
        if (run(from, move) instanceof Ruling.To(var status)) return status;
        throw new IllegalMove("run", from, move, allowedForRun(from));
    }

    /// The state of a step or unit after a move.
    ///
    /// @throws IllegalMove if the table refuses it or calls it late: then nobody should have decided it
    static Status next(Status from, StepMove move) {
        if (step(from, move) instanceof Ruling.To(var status)) return status;
        throw new IllegalMove("step", from, move, allowedForStep(from));
    }

    static List<RunMove> allowedForRun(Status from) {
        var allowed = new ArrayList<RunMove>();
        for (var move : RunMove.values()) if (run(from, move) instanceof Ruling.To) allowed.add(move);
        return allowed;
    }

    static List<StepMove> allowedForStep(Status from) {
        var allowed = new ArrayList<StepMove>();
        for (var move : StepMove.values()) if (step(from, move) instanceof Ruling.To) allowed.add(move);
        return allowed;
    }

    static List<AttemptMove> allowedForAttempt(Status from) {
        var allowed = new ArrayList<AttemptMove>();
        for (var move : AttemptMove.values()) if (attempt(from, move) instanceof Ruling.To) allowed.add(move);
        return allowed;
    }

    /// The table of runs.
    static Ruling run(Status from, RunMove move) {
        return switch (move) {
            case QUEUE -> from == Status.CREATED ? to(Status.QUEUED) : Ruling.REFUSED;
            case TAKE_OVER ->
                switch (from) {
                    case QUEUED, RUNNING, WAITING, CANCELLING, FAILED, CANCELLED -> to(from);
                    case CREATED, SUCCEEDED, CACHED, SKIPPED, LOST -> Ruling.REFUSED;
                };
            case MISS_CODE -> hold(from);
            case FIND_CODE -> release(from);
            case START -> from == Status.QUEUED ? to(Status.RUNNING) : Ruling.REFUSED;
            case WAIT -> from == Status.RUNNING ? to(Status.WAITING) : Ruling.REFUSED;
            case WAKE -> from == Status.WAITING ? to(Status.RUNNING) : Ruling.REFUSED;
            case SUCCEED -> from == Status.RUNNING ? to(Status.SUCCEEDED) : Ruling.REFUSED;
            case FAIL ->
                switch (from) {
                    case RUNNING, WAITING -> to(Status.FAILED);
                    case CREATED, QUEUED, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST ->
                        Ruling.REFUSED;
                };
            case ASK_CANCEL ->
                switch (from) {
                    case CREATED, QUEUED -> to(Status.CANCELLED);
                    case RUNNING, WAITING -> to(Status.CANCELLING);
                    case CANCELLING, SUCCEEDED, FAILED, CANCELLED -> Ruling.LATE;
                    case CACHED, SKIPPED, LOST -> Ruling.REFUSED;
                };
            case STOP -> from == Status.CANCELLING ? to(Status.CANCELLED) : Ruling.REFUSED;
            case RESUME ->
                switch (from) {
                    case FAILED, CANCELLED -> to(Status.QUEUED);
                    case CREATED, QUEUED, RUNNING, WAITING, SUCCEEDED, CACHED, SKIPPED, CANCELLING, LOST ->
                        Ruling.REFUSED;
                };
            case PAUSE -> hold(from);
            case UNPAUSE -> release(from);
            case REPLACE ->
                switch (from) {
                    case QUEUED, RUNNING, WAITING, FAILED, CANCELLING, CANCELLED -> to(Status.QUEUED);
                    case CREATED, SUCCEEDED, CACHED, SKIPPED, LOST -> Ruling.REFUSED;
                };
        };
    }

    /// Nothing may be started from now on.
    private static Ruling hold(Status from) {
        return switch (from) {
            case QUEUED -> to(Status.QUEUED);
            case RUNNING, WAITING -> to(Status.WAITING);
            case CREATED, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> Ruling.LATE;
        };
    }

    /// What has kept everything from being started is over.
    private static Ruling release(Status from) {
        return switch (from) {
            case QUEUED -> to(Status.QUEUED);
            case WAITING -> to(Status.RUNNING);
            case CREATED, RUNNING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> Ruling.LATE;
        };
    }

    /// The table of steps and units.
    static Ruling step(Status from, StepMove move) {
        return switch (move) {
            case QUEUE -> from == Status.CREATED ? to(Status.QUEUED) : Ruling.REFUSED;
            case REUSE ->
                switch (from) {
                    case CREATED, QUEUED -> to(Status.CACHED);
                    case RUNNING, WAITING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST ->
                        Ruling.REFUSED;
                };
            case SKIP -> from == Status.CREATED ? to(Status.SKIPPED) : Ruling.REFUSED;
            case START -> from == Status.QUEUED ? to(Status.RUNNING) : Ruling.REFUSED;
            case SUCCEED -> endOfAttempt(from, Status.SUCCEEDED);
            case DELAY -> endOfAttempt(from, Status.WAITING);
            case WAKE ->
                switch (from) {
                    case WAITING -> to(Status.QUEUED);
                    case CREATED, QUEUED, RUNNING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED ->
                        Ruling.LATE;
                    case LOST -> Ruling.REFUSED;
                };
            case LOSE -> endOfAttempt(from, Status.QUEUED);
            case FAIL ->
                switch (from) {
                    case RUNNING, WAITING -> to(Status.FAILED);
                    case SUCCEEDED, CACHED, FAILED, CANCELLED, QUEUED, CANCELLING -> Ruling.LATE;
                    case CREATED, SKIPPED, LOST -> Ruling.REFUSED;
                };
            case ASK_CANCEL ->
                switch (from) {
                    case CREATED, QUEUED, WAITING -> to(Status.CANCELLED);
                    case RUNNING -> to(Status.CANCELLING);
                    case SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED -> Ruling.LATE;
                    case LOST -> Ruling.REFUSED;
                };
            case STOP -> from == Status.CANCELLING ? to(Status.CANCELLED) : late(from);
            case RESUME ->
                switch (from) {
                    case SKIPPED, FAILED, CANCELLED -> to(Status.CREATED);
                    case CREATED, QUEUED, RUNNING, WAITING, SUCCEEDED, CACHED, CANCELLING, LOST -> Ruling.REFUSED;
                };
            case DOUBT -> from == Status.CREATED ? to(Status.WAITING) : endOfAttempt(from, Status.WAITING);
            case SETTLE -> from == Status.WAITING ? to(Status.SUCCEEDED) : Ruling.REFUSED;
            case KEEP -> from == Status.CREATED ? to(Status.SUCCEEDED) : Ruling.REFUSED;
        };
    }

    private static Ruling endOfAttempt(Status from, Status next) {
        return from == Status.RUNNING ? to(next) : late(from);
    }

    /// News of an attempt that its step does not wait for any more.
    private static Ruling late(Status from) {
        return switch (from) {
            case QUEUED, RUNNING, WAITING, SUCCEEDED, CACHED, FAILED, CANCELLING, CANCELLED -> Ruling.LATE;
            case CREATED, SKIPPED, LOST -> Ruling.REFUSED;
        };
    }

    /// The table of attempts.
    static Ruling attempt(Status from, AttemptMove move) {
        return switch (from) {
            case QUEUED ->
                switch (move) {
                    case START -> to(Status.RUNNING);
                    case ASK_CANCEL, STOP -> to(Status.CANCELLED);
                    case SUCCEED, FAIL, LOSE -> Ruling.REFUSED;
                };
            case RUNNING ->
                switch (move) {
                    case SUCCEED -> to(Status.SUCCEEDED);
                    case FAIL -> to(Status.FAILED);
                    case LOSE -> to(Status.LOST);
                    case ASK_CANCEL -> to(Status.CANCELLING);
                    case START, STOP -> Ruling.REFUSED;
                };
            case CANCELLING ->
                switch (move) {
                    case SUCCEED -> to(Status.SUCCEEDED);
                    case FAIL -> to(Status.FAILED);
                    case LOSE -> to(Status.LOST);
                    case STOP -> to(Status.CANCELLED);
                    case ASK_CANCEL -> Ruling.LATE;
                    case START -> Ruling.REFUSED;
                };
            case SUCCEEDED, FAILED, LOST, CANCELLED -> move == AttemptMove.START ? Ruling.REFUSED : Ruling.LATE;
            case CREATED, WAITING, CACHED, SKIPPED -> Ruling.REFUSED;
        };
    }
}
