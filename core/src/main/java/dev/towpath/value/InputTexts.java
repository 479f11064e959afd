package dev.towpath.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How people write scalars on a command line: more freely than the encoding does.
final class InputTexts {
    private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern REAL = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,9})?");

    private InputTexts() {}

    static Object scalar(Scalar form, String text) {
        return switch (form) {
            case STRING -> text;
            case BOOLEAN -> bool(form, text.strip());
            case DURATION -> duration(form, text.strip());
            case FLOAT, DOUBLE, BIG_DECIMAL -> real(form, text.strip());
            case LOCALE -> locale(form, text.strip());
            case CHAR -> form.parse(text);
            default -> form.parse(text.strip());
        };
    }

    private static Boolean bool(Scalar form, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> (Boolean) form.parse(text);
        };
    }

    private static Object real(Scalar form, String text) {
        var notFinite = text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
        if (!REAL.matcher(text).matches() && !(notFinite && form != Scalar.BIG_DECIMAL)) throw unfit(form, text);
        return form.parse(text);
    }

    private static Misfit unfit(Scalar form, String text) {
        return new Misfit("is '" + text + "', not " + form.wanted(), "Give " + form.wanted() + ".");
    }

    private static Object locale(Scalar form, String text) {
        var locale = Locale.forLanguageTag(text.replace('_', '-'));
        if (locale.getLanguage().isEmpty() && !text.equals("und")) throw unfit(form, text);
        return locale;
    }

    /// ISO 8601, or a sum such as `1h30m`, `90s`, `1.5d` or `200ms`.
    private static Object duration(Scalar form, String text) {
        if (!DURATION.matcher(text).matches()) {
            try {
                return form.parse(text);
            } catch (Misfit e) {
                throw new Misfit(
                        "is '" + text + "', not a duration", "Give a duration such as 90s, 5m, 1h30m or PT5M.");
            }
        }
        var sum = Duration.ZERO;
        for (var parts = DURATION_PART.matcher(text); parts.find(); ) {
            var nanos = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(nanosOf(parts.group(2))));
            var seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
            if (seconds[0].precision() - seconds[0].scale() > 15) throw unfit(form, text);
            sum = sum.plusSeconds(seconds[0].longValue()).plusNanos(seconds[1].longValue());
        }
        return sum;
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    /// The constant of this name; in another case, and with `-` for `_`, if only one fits.
    static Enum<?> constant(EnumForm form, String text) {
        var exact = form.byName().get(text);
        if (exact != null) return exact;
        @Nullable Enum<?> found = null;
        var fitting = 0;
        for (var constant : form.byName().values()) {
            if (!constant.name().equalsIgnoreCase(text.strip().replace('-', '_'))) continue;
            found = constant;
            fitting++;
        }
        if (found != null && fitting == 1) return found;
        var names = form.byName().keySet().stream().collect(Collectors.joining(", "));
        var is = fitting > 1 ? "fits several of " : "is none of ";
        throw new Misfit("is '" + text + "', which " + is + names, "Give one of " + names + ".");
    }
}
