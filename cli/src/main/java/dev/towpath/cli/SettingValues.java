package dev.towpath.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the texts of settings.
final class SettingValues {
    private SettingValues() {}

    /// Whether a text is a value of this kind.
    static boolean fits(Setting.Kind kind, String text) {
        return switch (kind) {
            case PATH, STORE -> !text.isEmpty();
            case MODE -> text.equals("parallel") || text.equals("serial") || batch(text) > 0;
            case COUNT -> count(text) > 0;
            case SIZE -> size(text) > 0;
            case POOLS -> pools(text) != null;
            case DURATION -> duration(text) != null;
            case OUTPUT -> text.equals("text") || text.equals("json");
            case WHEN -> text.equals("auto") || text.equals("always") || text.equals("never");
            case SYMBOLS -> text.equals("auto") || text.equals("unicode") || text.equals("ascii");
            case PROGRESS -> text.equals("auto") || text.equals("live") || text.equals("plain") || text.equals("none");
        };
    }

    /// The N of `batch=N`; 0 if it is none.
    static int batch(String text) {
        return text.startsWith("batch=") ? count(text.substring(6)) : 0;
    }

    /// A number from 1 to a million; 0 if it is none.
    static int count(String text) {
        var number = number(text);
        return number >= 1 && number <= 1_000_000 ? (int) number : 0;
    }

    private static long number(String text) {
        try {
            return text.length() > 18 ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// The bytes of `512MB`, `4 GiB`, `1000000`; -1 if it is none. Units are powers of 1,024.
    static long size(String text) {
        var at = endOfNumber(text);
        var number = number(text.substring(0, at));
        var factor = switch (text.substring(at).strip().toUpperCase(Locale.ROOT)) {
            case "", "B" -> 1L;
            case "K", "KB", "KIB" -> 1L << 10;
            case "M", "MB", "MIB" -> 1L << 20;
            case "G", "GB", "GIB" -> 1L << 30;
            case "T", "TB", "TIB" -> 1L << 40;
            default -> -1L;
        };
        return number <= 0 || factor < 0 || number > Long.MAX_VALUE / factor ? -1 : number * factor;
    }

    /// The duration of `500ms`, `10s`, `5min`, `2h`; null if it is none.
    static @Nullable Duration duration(String text) {
        var at = endOfNumber(text);
        var number = number(text.substring(0, at));
        if (number < 0 || number > 1_000_000_000) return null;
        return switch (text.substring(at).strip()) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min", "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> null;
        };
    }

    private static int endOfNumber(String text) {
        var at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at;
    }

    /// The pools of `gpu=1,licence=3`; null if it is none.
    static @Nullable Map<String, Integer> pools(String text) {
        var pools = new TreeMap<String, Integer>();
        if (text.isBlank()) return pools;
        for (var part : text.split(",", -1)) {
            var equals = part.indexOf('=');
            var size = equals < 1 ? 0 : count(part.substring(equals + 1).strip());
            if (size < 1) return null;
            pools.put(part.substring(0, equals).strip(), size);
        }
        return pools;
    }
}
