package dev.towpath.value;

import dev.towpath.plan.Input;
import java.math.BigDecimal;
import java.time.Year;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What [dev.towpath.Min] and [dev.towpath.Max] ask for.
final class Bounds {
    private Bounds() {}

    /// @throws Misfit if the value is beyond one of the component's bounds
    static void check(Form form, Input.Component component, Object value) {
        var min = component.min();
        var max = component.max();
        if (min == null && max == null) return;
        var measured = measure(value);
        if (measured == null) return;
        var number = measured.number;
        var low = min != null && isBelow(number, min);
        var high = max != null && isBelow(max, number);
        if (!low && !high && !Double.isNaN(number.doubleValue())) return;
        var is = (measured.unit.isEmpty() ? "is " : "has ") + number + measured.unit;
        var wanted = wanted(min, max) + measured.unit;
        throw new Misfit(is + ", not " + wanted, "Give " + wanted + ".").coded("out-of-range");
    }

    private static boolean isBelow(Number a, Number b) {
        var x = exact(a);
        var y = exact(b);
        return x == null || y == null ? a.doubleValue() < b.doubleValue() : x.compareTo(y) < 0;
    }

    /// Null for what is not finite.
    private static @Nullable BigDecimal exact(Number number) {
        return Double.isFinite(number.doubleValue()) || number instanceof BigDecimal
                ? new BigDecimal(number.toString())
                : null;
    }

    private static String wanted(@Nullable Double min, @Nullable Double max) {
        if (min == null) return "at most " + plain(max == null ? 0 : max);
        if (max == null) return "at least " + plain(min);
        return "from " + plain(min) + " to " + plain(max);
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    /// @param unit of a length, with a space before it; empty for a number itself
    private record Measured(Number number, String unit) {}

    private static Measured elements(int count) {
        return new Measured(count, " elements");
    }

    private static Measured number(Number number) {
        return new Measured(number, "");
    }

    /// The number or the length; null where there is nothing to measure.
    private static @Nullable Measured measure(Object value) {
        return switch (value) {
            case Number number -> number(number);
            case Year year -> number(year.getValue());
            case CharSequence text -> new Measured(text.length(), " characters");
            case byte[] bytes -> new Measured(bytes.length, " bytes");
            case Collection<?> list -> elements(list.size());
            case Map<?, ?> map -> elements(map.size());
            case OptionalInt number -> number.isPresent() ? number(number.getAsInt()) : null;
            case OptionalLong number -> number.isPresent() ? number(number.getAsLong()) : null;
            case OptionalDouble number -> number.isPresent() ? number(number.getAsDouble()) : null;
            case Optional<?> optional -> optional.isPresent() ? measure(optional.get()) : null;
            default -> null;
        };
    }
}
