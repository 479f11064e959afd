package dev.towpath.cli;

import dev.towpath.InvalidInput;
import dev.towpath.InvalidPipeline;
import dev.towpath.Status;
import dev.towpath.TowpathException;

/// What the process answers to the shell. The numbers are a contract.
final class ExitCode {
    static final int OK = 0;
    static final int RUN_FAILED = 1;
    static final int USAGE = 2;
    static final int INVALID = 3;
    static final int WAITING = 4;
    static final int CANCELLED = 5;
    static final int NOT_FOUND = 6;
    static final int STORE = 7;
    static final int ENGINE = 8;

    private ExitCode() {}

    /// The exit code of an error.
    static int of(Throwable error) {
        return switch (error) {
            case UsageError _ -> USAGE;
            case InvalidPipeline _, InvalidInput _, BadDefinition _ -> INVALID;
            case TowpathException known -> ofCode(known.code());
            default -> ENGINE;
        };
    }

    /// The exit code of a stable word.
    static int ofCode(String code) {
        return switch (code) {
            case "usage", "run-ambiguous", "nothing-to-resume", "artifact-is-folder", "artifact-no-list" -> USAGE;
            case "backup-exists", "backup-no-folder" -> USAGE;
            case "run-not-found", "artifact-not-found", "step-not-found", "store-missing" -> NOT_FOUND;
            case "unknown-step", "no-stored-output", "unit-not-found", "unit-without-value" -> NOT_FOUND;
            case "file-missing", "file-refused", "missing-code" -> INVALID;
            case "run-cancelled" -> CANCELLED;
            case "engine-stopped", "engine-closed", "out-of-memory" -> ENGINE;
            default ->
                code.startsWith("store-") || code.startsWith("artifact-") || code.equals("disk-full")
                        ? STORE
                        : RUN_FAILED;
        };
    }

    /// The exit code of a run that stands so.
    static int of(Status status) {
        return switch (status) {
            case SUCCEEDED, CACHED, SKIPPED -> OK;
            case FAILED, LOST -> RUN_FAILED;
            case CANCELLED, CANCELLING -> CANCELLED;
            case CREATED, QUEUED, RUNNING, WAITING -> WAITING;
        };
    }
}
