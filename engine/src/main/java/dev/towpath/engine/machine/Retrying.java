package dev.towpath.engine.machine;

import dev.towpath.Retry;
import dev.towpath.engine.machine.Message.Cause;
import java.util.List;

/// Whether and when a failed attempt is followed by another one.
final class Retrying {
    /// A delay is up to this part shorter or longer than planned, so that many do not come back at once.
    static final double JITTER = 0.2;

    private Retrying() {}

    /// @param failed tries that have failed, this one included
    static boolean again(Retry retry, Cause cause, int failed) {
        if (cause.kind() == Message.Kind.BUSINESS || failed >= retry.attempts()) return false;
        if (names(retry.notOn(), cause.errors())) return false;
        if (!retry.on().isEmpty()) return names(retry.on(), cause.errors());
        return cause.kind() == Message.Kind.APPLICATION;
    }

    private static boolean names(List<String> classes, List<String> errors) {
        return errors.stream().anyMatch(classes::contains);
    }

    /// How long to wait, in milliseconds: doubled from try to try, at most the longest wait.
    ///
    /// @param failed tries that have failed, at least 1
    /// @param chance from 0 to 1
    static long delay(Retry retry, int failed, double chance) {
        var longest = retry.maxDelay().toMillis();
        var planned = (double) retry.firstDelay().toMillis() * Math.pow(2, failed - 1);
        return Math.min(longest, Math.round(Math.min(planned, (double) longest) * (1 - JITTER + 2 * JITTER * chance)));
    }
}
