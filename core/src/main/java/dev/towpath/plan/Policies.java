package dev.towpath.plan;

import dev.towpath.Effect;
import dev.towpath.Resources;
import dev.towpath.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a step's attempts are executed; nothing here changes what it computes.
///
/// @param timeout the longest time one attempt may take; null for no limit
/// @param allowedFailures how many units of a mapped step may fail without failing it; their results are left out of
///     the list
/// @param effect whether it may be executed again
public record Policies(
        Retry retry, @Nullable Duration timeout, Resources resources, int allowedFailures, Effect effect) {
    /// What holds for a step that says nothing.
    public static final Policies DEFAULT = new Policies(Retry.DEFAULT, null, Resources.DEFAULT, 0, Effect.PURE);
}
