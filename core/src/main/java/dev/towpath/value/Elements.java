package dev.towpath.value;

import java.util.Arrays;
import java.util.Objects;

/// The elements of an encoded list, found without decoding them.
public final class Elements {
    private final byte[] array;

    /// Where each element begins; then, where the next one would.
    private final int[] starts;

    private Elements(byte[] array, int[] starts) {
        this.array = array;
        this.starts = starts;
    }

    static Elements of(byte[] array, JsonIn in) {
        var starts = new int[16];
        var n = 0;
        for (var more = in.open('[', ']', "a list"); more; more = in.more(']')) {
            in.peek();
            if (n + 2 > starts.length) starts = Arrays.copyOf(starts, starts.length * 2);
            starts[n++] = in.position();
            in.skip();
        }
        starts[n] = in.position();
        in.end();
        return new Elements(array, Arrays.copyOf(starts, n + 1));
    }

    /// How many there are.
    public int count() {
        return starts.length - 1;
    }

    /// The bytes of one element.
    public byte[] get(int index) {
        Objects.checkIndex(index, count());
        return Arrays.copyOfRange(array, starts[index], end(index));
    }

    /// Where the element ends: before the space and the comma or bracket that follow it.
    private int end(int index) {
        var end = starts[index + 1];
        while (array[end - 1] <= ' ' && array[end - 1] >= 0) end--;
        if (array[end - 1] == ',' || index + 1 == count()) end--;
        while (array[end - 1] <= ' ' && array[end - 1] >= 0) end--;
        return end;
    }

    /// Some elements as a list.
    ///
    /// @param from the first index
    /// @param to the index after the last
    public byte[] slice(int from, int to) {
        Objects.checkFromToIndex(from, to, count());
        if (from == to) return new byte[] {'[', ']'};
        var size = end(to - 1) - starts[from];
        var out = new byte[size + 2];
        out[0] = '[';
        System.arraycopy(array, starts[from], out, 1, size);
        out[size + 1] = ']';
        return out;
    }
}
