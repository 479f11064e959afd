package dev.towpath.value;

import org.jspecify.annotations.Nullable;

/// A part of a value that can not be written or read, on its way up: each level adds its place to the path.
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String hint;
    private String path = "";
    private String code = "wrong-type";

    Misfit(String what, String hint) {
        this(what, hint, null);
    }

    Misfit(String what, String hint, @Nullable Throwable cause) {
        super(what, cause, false, false);
        this.what = what;
        this.hint = hint;
    }

    /// The same, inside this component.
    Misfit in(String component) {
        path = path.isEmpty() || path.startsWith("[") ? component + path : component + "." + path;
        return this;
    }

    /// The same, inside the element with this index or key.
    Misfit at(Object index) {
        path = "[" + index + "]" + (path.isEmpty() || path.startsWith("[") ? path : "." + path);
        return this;
    }

    /// The same under another code of [dev.towpath.Problem] than `wrong-type`.
    Misfit coded(String word) {
        code = word;
        return this;
    }

    String code() {
        return code;
    }

    String what() {
        return what;
    }

    String hint() {
        return hint;
    }

    @Nullable
    String path() {
        return path.isEmpty() ? null : path;
    }
}
