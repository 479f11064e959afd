package dev.towpath.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Works on the bytes of values without decoding them. It checks no more than it has to look at.
public final class EncodedJson {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    private EncodedJson() {}

    /// The bytes of `null`: an absent value.
    public static byte[] nothing() {
        return NULL.clone();
    }

    /// The bytes of a component inside a value; `null` where it is absent.
    ///
    /// @param path component names from the outside in
    /// @throws UndecodableValue if something on the path is no object
    public static byte[] component(byte[] json, List<String> path) {
        if (path.isEmpty()) return json;
        var in = new JsonIn(json, NoContents.NONE);
        try {
            for (var name : path) if (!enter(name, in)) return nothing();
            in.peek();
            var start = in.position();
            in.skip();
            return Arrays.copyOfRange(json, start, in.position());
        } catch (Misfit e) {
            throw wrong("component '" + String.join(".", path) + "'", e, in);
        }
    }

    /// Goes to the value of this key: false if there is none.
    private static boolean enter(String name, JsonIn in) {
        if (in.tryNull()) return false;
        for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
            if (in.key().equals(name)) return true;
            in.skip();
        }
        return false;
    }

    /// The elements of a list.
    ///
    /// @throws UndecodableValue if it is no list
    public static Elements elements(byte[] array) {
        var in = new JsonIn(array, NoContents.NONE);
        try {
            return Elements.of(array, in);
        } catch (Misfit e) {
            throw wrong("list", e, in);
        }
    }

    /// The list of these elements.
    public static byte[] list(List<byte[]> elements) {
        var size = 2L + Math.max(0, elements.size() - 1);
        for (var element : elements) size += element.length;
        if (size > Integer.MAX_VALUE - 8)
            throw new UnencodableValue(
                    "a list of " + elements.size() + " elements takes " + size + " bytes, more than 2 GiB",
                    null,
                    "Let each element be a FileRef to its data.",
                    null);
        var out = new byte[(int) size];
        var at = 0;
        out[at++] = '[';
        for (var element : elements) {
            if (at > 1) out[at++] = ',';
            System.arraycopy(element, 0, out, at, element.length);
            at += element.length;
        }
        out[at] = ']';
        return out;
    }

    /// The name of the case of a sealed value; of an enum's constant, its name.
    ///
    /// @throws UndecodableValue if it is neither
    public static String caseName(byte[] json) {
        var in = new JsonIn(json, NoContents.NONE);
        try {
            return in.peek() == '"' ? in.text() : SealedForm.caseName(in);
        } catch (Misfit e) {
            throw wrong("case", e, in);
        }
    }

    /// Whether it is `true`.
    public static boolean isTrue(byte[] json) {
        return Arrays.equals(json, TRUE);
    }

    /// Whether it is `null`.
    public static boolean isNull(byte[] json) {
        return Arrays.equals(json, NULL);
    }

    private static UndecodableValue wrong(String looked, Misfit e, JsonIn in) {
        var start = in.start(80);
        var what = "the " + looked + " is not found: byte " + in.position() + " of '" + start + "' " + e.what();
        return new UndecodableValue(what, e.path(), e.hint(), e);
    }

    /// The text of bytes, for errors.
    static String brief(byte[] json, int length) {
        var n = Math.min(length, json.length);
        return new String(json, 0, n, StandardCharsets.UTF_8) + (n < json.length ? "…" : "");
    }
}
