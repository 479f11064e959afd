package dev.towpath.value;

/// The elements of an encoded list, found without decoding them.
public final class Elements {
    /// How many there are.
    public int count() {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The bytes of one element.
    public byte[] get(int index) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Some elements as a list.
    ///
    /// @param from the first index
    /// @param to the index after the last
    public byte[] slice(int from, int to) {
        throw new UnsupportedOperationException("not written yet");
    }
}
