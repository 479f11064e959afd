package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.AttemptLogs;
import java.time.Instant;

/// One line of a step's log.
///
/// @param level `DEBUG`, `INFO`, `WARN` or `ERROR`; `INFO` for what was printed, `ERROR` if on standard error
/// @param unit the index of the unit; -1 for a step that is not mapped
/// @param attempt the number of the try
/// @param stream `log`, `stdout` or `stderr`
public record LogLine(Instant at, String level, String step, int unit, int attempt, String stream, String text) {
    AttemptLogs.Line of(RunId run) {
        return new AttemptLogs.Line(run, at, level, step, unit, attempt, stream, text);
    }
}
