package dev.towpath.plan;

import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// Bytes that are no plan, or one that a newer version wrote.
public final class UnreadablePlan extends TowpathException {
    private static final long serialVersionUID = 1L;

    UnreadablePlan(String code, String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super(code, what, at, hint, cause);
    }

    static UnreadablePlan newer(long format) {
        var what = "the plan has format " + format + ", and this version reads up to " + Plan.FORMAT;
        return new UnreadablePlan(
                "plan-newer", what, null, "Use the version of Towpath that wrote it, or a newer one.", null);
    }

    static UnreadablePlan corrupt(String what, @Nullable String at, @Nullable Throwable cause) {
        var hint = "The bytes were changed outside of Towpath: plan the pipeline again.";
        return new UnreadablePlan("plan-not-readable", "the plan can not be read: " + what, at, hint, cause);
    }
}
