package dev.towpath;

import org.jspecify.annotations.Nullable;

/// An error made for the person who must act on it: what happened, where, and what to do.
///
/// The message is the three parts in one line. Programs look at [#code()], which is stable.
public abstract class TowpathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final @Nullable String at;
    private final String hint;

    /// @param code a stable word such as `run-not-found`
    /// @param what one sentence without a full stop
    /// @param at where: `File.java:12`, a key, a path, a run; null where there is no such place
    /// @param hint what to do, as one sentence
    protected TowpathException(String code, String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super(at == null ? what + ". " + hint : what + " [" + at + "]. " + hint, cause);
        this.code = code;
        this.what = what;
        this.at = at;
        this.hint = hint;
    }

    /// A stable word for programs, for instance `run-not-found`.
    public String code() {
        return code;
    }

    /// What happened.
    public String what() {
        return what;
    }

    /// Where, if there is a place.
    public @Nullable String at() {
        return at;
    }

    /// What to do.
    public String hint() {
        return hint;
    }
}
