package dev.towpath.engine.machine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Ascending numbers as ranges: first and last number of each, in turn.
///
/// @param bounds first, last, first, last, …
@SuppressWarnings("ArrayRecordComponent") // made once, written to by nobody
public record Ranges(int[] bounds) {
    static final Ranges NONE = new Ranges(new int[0]);

    /// These numbers.
    ///
    /// @param numbers ascending, each once
    public static Ranges of(int[] numbers) {
        var bounds = new int[numbers.length * 2];
        var at = 0;
        for (var number : numbers) {
            if (at > 0 && bounds[at - 1] + 1 == number) bounds[at - 1] = number;
            else {
                bounds[at++] = number;
                bounds[at++] = number;
            }
        }
        return new Ranges(Arrays.copyOf(bounds, at));
    }

    /// So many numbers from the first on.
    public static Ranges span(int first, int count) {
        return count == 0 ? NONE : new Ranges(new int[] {first, first + count - 1});
    }

    /// `0-99,120`.
    static String text(int[] numbers) {
        return of(numbers).toString();
    }

    /// The numbers.
    public IntStream numbers() {
        return IntStream.range(0, bounds.length / 2)
                .flatMap(i -> IntStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]));
    }

    int[] expanded() {
        var numbers = new int[count()];
        var at = 0;
        for (var i = 0; i < bounds.length; i += 2)
            for (var number = bounds[i]; number <= bounds[i + 1]; number++) numbers[at++] = number;
        return numbers;
    }

    /// How many numbers.
    public int count() {
        var count = 0;
        for (var i = 0; i < bounds.length; i += 2) count += bounds[i + 1] - bounds[i] + 1;
        return count;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ranges that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /// `0-99,120`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var i = 0; i < bounds.length; i += 2) {
            if (i > 0) text.append(',');
            text.append(bounds[i]);
            if (bounds[i + 1] > bounds[i]) text.append('-').append(bounds[i + 1]);
        }
        return text.toString();
    }
}
