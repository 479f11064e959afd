package dev.towpath.value;

import java.util.List;

/// Works on canonical bytes without decoding them.
public final class EncodedJson {
    private EncodedJson() {}

    /// The bytes of `null`: an absent value.
    public static byte[] nothing() {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The bytes of a component inside a value; `null` where it is absent.
    ///
    /// @param path component names from the outside in
    public static byte[] component(byte[] json, List<String> path) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The elements of a list.
    public static Elements elements(byte[] array) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The list of these elements.
    public static byte[] list(List<byte[]> elements) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The name of the case of a sealed value.
    public static String caseName(byte[] json) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whether it is `true`.
    public static boolean isTrue(byte[] json) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whether it is `null`.
    public static boolean isNull(byte[] json) {
        throw new UnsupportedOperationException("not written yet");
    }
}
