package dev.towpath.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Times, durations and sizes for people.
final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /// For instance `12 ms`, `3.4 s`, `2 min 05 s`, `3 h 12 min`, `5 d 2 h`.
    static String duration(Duration duration) {
        var millis = Math.max(0, duration.toMillis());
        if (millis < 1000) return millis + " ms";
        var seconds = millis / 1000;
        if (seconds < 60) return seconds + "." + millis % 1000 / 100 + " s";
        if (seconds < 3600) return seconds / 60 + " min " + two(seconds % 60) + " s";
        var hours = seconds / 3600;
        if (hours < 48) return hours + " h " + two(seconds / 60 % 60) + " min";
        return hours / 24 + " d " + hours % 24 + " h";
    }

    /// For instance `512 B`, `1.5 KiB`, `20 MiB`.
    static String size(long bytes) {
        var unit = 0;
        var tenths = bytes * 10;
        if (bytes > Long.MAX_VALUE / 10) return bytes / 1024 / 1024 / 1024 / 1024 / 1024 + " PiB";
        while (tenths >= 10_240 && unit < UNITS.length - 1) {
            tenths = (tenths + 512) / 1024;
            unit++;
        }
        if (unit == 0 || tenths >= 100) return (unit == 0 ? bytes : (tenths + 5) / 10) + " " + UNITS[unit];
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }

    /// How long ago, for instance `now`, `40 s ago`, `5 min ago`, `3 h ago`, `2 d ago`; the date beyond a month.
    static String ago(Instant then, Instant now, ZoneId zone) {
        var seconds = Duration.between(then, now).toSeconds();
        if (seconds < 5) return "now";
        if (seconds < 60) return seconds + " s ago";
        if (seconds < 3600) return seconds / 60 + " min ago";
        if (seconds < 48 * 3600) return seconds / 3600 + " h ago";
        if (seconds < 30L * 24 * 3600) return seconds / 3600 / 24 + " d ago";
        return LocalDateTime.ofInstant(then, zone).toLocalDate().toString();
    }

    /// For instance `12:03:04`.
    static String time(Instant at, ZoneId zone) {
        var time = LocalDateTime.ofInstant(at, zone);
        return two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
    }

    /// For instance `2026-11-20 12:03:04`.
    static String dateTime(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).toLocalDate() + " " + time(at, zone);
    }

    /// `1 step`, `2 steps`.
    static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /// For instance `15,000`.
    static String number(long number) {
        var digits = Long.toString(number);
        var out = new StringBuilder();
        for (var i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0 && digits.charAt(i - 1) != '-') out.append(',');
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
