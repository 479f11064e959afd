package dev.towpath.code;

import org.jspecify.annotations.Nullable;

/// Finds the line of the user's code that a failure came from.
public final class StackPlaces {
    private static final int DEEPEST_CAUSE = 20;

    private StackPlaces() {}

    /// `File.java:12` of the first frame in the user's code, of the innermost cause that has one.
    ///
    /// @return null if no frame is the user's
    public static @Nullable String of(Throwable failure, UserCode code) {
        String place = null;
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            var found = first(cause, code);
            if (found != null) place = found;
            cause = cause.getCause();
        }
        return place;
    }

    private static @Nullable String first(Throwable failure, UserCode code) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getLineNumber() > 0 && code.classNames().contains(frame.getClassName())) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return null;
    }
}
