package dev.towpath.value;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The types that are written as one JSON number, text or boolean.
enum Scalar implements Form {
    BOOLEAN(Boolean.class, Kind.BOOLEAN, "true or false"),
    BYTE(Byte.class, Kind.WHOLE, "a whole number from -128 to 127"),
    SHORT(Short.class, Kind.WHOLE, "a whole number from -32768 to 32767"),
    INT(Integer.class, Kind.WHOLE, "a whole number of 32 bits"),
    LONG(Long.class, Kind.WHOLE, "a whole number of 64 bits"),
    BIG_INTEGER(BigInteger.class, Kind.WHOLE, "a whole number"),
    BIG_DECIMAL(BigDecimal.class, Kind.REAL, "a number"),
    FLOAT(Float.class, Kind.REAL, "a number"),
    DOUBLE(Double.class, Kind.REAL, "a number"),
    YEAR(Year.class, Kind.WHOLE, "a year such as 2026"),
    CHAR(Character.class, Kind.TEXT, "one character"),
    STRING(String.class, Kind.TEXT, "a text"),
    BYTES(byte[].class, Kind.TEXT, "bytes in Base64"),
    INSTANT(Instant.class, Kind.TEXT, "a moment such as 2026-11-20T10:15:30Z"),
    DURATION(Duration.class, Kind.TEXT, "a duration such as PT5M"),
    PERIOD(Period.class, Kind.TEXT, "a period such as P1Y2M3D"),
    LOCAL_DATE(LocalDate.class, Kind.TEXT, "a date such as 2026-11-20"),
    LOCAL_TIME(LocalTime.class, Kind.TEXT, "a time such as 10:15:30"),
    LOCAL_DATE_TIME(LocalDateTime.class, Kind.TEXT, "a date and time such as 2026-11-20T10:15:30"),
    OFFSET_TIME(OffsetTime.class, Kind.TEXT, "a time with offset such as 10:15:30+01:00"),
    OFFSET_DATE_TIME(OffsetDateTime.class, Kind.TEXT, "a date and time such as 2026-11-20T10:15:30+01:00"),
    ZONED_DATE_TIME(ZonedDateTime.class, Kind.TEXT, "a date and time such as 2026-11-20T10:15:30+01:00[Europe/Berlin]"),
    YEAR_MONTH(YearMonth.class, Kind.TEXT, "a month such as 2026-11"),
    MONTH_DAY(MonthDay.class, Kind.TEXT, "a day of the year such as --11-20"),
    ZONE_ID(ZoneId.class, Kind.TEXT, "a time zone such as Europe/Berlin"),
    ZONE_OFFSET(ZoneOffset.class, Kind.TEXT, "an offset such as +01:00"),
    UUID_(UUID.class, Kind.TEXT, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
    URI_(URI.class, Kind.TEXT, "a URI such as https://example.org/a"),
    LOCALE(Locale.class, Kind.TEXT, "a language tag such as de-CH");

    /// What JSON knows of them.
    enum Kind {
        BOOLEAN,
        WHOLE,
        REAL,
        TEXT
    }

    private static final Map<Class<?>, Scalar> BY_TYPE = byType();

    private final Class<?> type;
    private final Kind kind;
    private final String wanted;

    Scalar(Class<?> type, Kind kind, String wanted) {
        this.type = type;
        this.kind = kind;
        this.wanted = wanted;
    }

    private static Map<Class<?>, Scalar> byType() {
        var map = new HashMap<Class<?>, Scalar>();
        for (var scalar : values()) map.put(scalar.type, scalar);
        return map;
    }

    /// The scalar of a class that is not primitive; null if there is none.
    static @Nullable Scalar of(Class<?> type) {
        return BY_TYPE.get(type);
    }

    @Override
    public Type type() {
        return type;
    }

    Kind kind() {
        return kind;
    }

    /// What is accepted, for people.
    String wanted() {
        return wanted;
    }

    @Override
    public boolean isText() {
        return kind == Kind.TEXT;
    }

    @Override
    public void write(Object value, JsonOut out) {
        switch (this) {
            case STRING -> out.text((String) value);
            case INT -> out.number((int) value);
            case LONG -> out.number((long) value);
            case BOOLEAN -> out.ascii((boolean) value ? "true" : "false");
            case DOUBLE -> real((double) value, Double.toString((double) value), out);
            case FLOAT -> real((float) value, Float.toString((float) value), out);
            case BYTE -> out.number((byte) value);
            case SHORT -> out.number((short) value);
            case YEAR -> out.number(((Year) value).getValue());
            case BIG_INTEGER -> out.ascii(((BigInteger) value).toString());
            case BIG_DECIMAL -> out.ascii(((BigDecimal) value).toString());
            default -> out.text(print(value));
        }
    }

    /// JSON has no word for what is not finite.
    private static void real(double value, String digits, JsonOut out) {
        if (Double.isFinite(value)) out.ascii(digits);
        else out.text(digits);
    }

    private String print(Object value) {
        return switch (this) {
            case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
            case YEAR_MONTH -> ((YearMonth) value).getYear() > 9999 ? "+" + value : value.toString();
            case LOCALE -> tag((Locale) value);
            default -> type.cast(value).toString();
        };
    }

    private static String tag(Locale locale) {
        var tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale))
            throw new Misfit("the locale '" + locale + "' has no language tag of its own", "Use a locale of BCP 47.");
        return tag;
    }

    @Override
    public Object read(JsonIn in) {
        return switch (this) {
            case STRING -> in.text();
            case INT -> (int) in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, wanted);
            case LONG -> in.integer(Long.MIN_VALUE, Long.MAX_VALUE, wanted);
            case BOOLEAN -> in.bool();
            case DOUBLE -> Double.parseDouble(realText(in));
            case FLOAT -> Float.parseFloat(realText(in));
            case BYTE -> (byte) in.integer(Byte.MIN_VALUE, Byte.MAX_VALUE, wanted);
            case SHORT -> (short) in.integer(Short.MIN_VALUE, Short.MAX_VALUE, wanted);
            case YEAR -> Year.of((int) in.integer(Year.MIN_VALUE, Year.MAX_VALUE, wanted));
            case BIG_INTEGER -> whole(in.number(wanted));
            case BIG_DECIMAL -> new BigDecimal(in.number(wanted));
            default -> parse(in.peek() == '"' ? in.text() : refuse(in));
        };
    }

    private String realText(JsonIn in) {
        if (in.peek() != '"') return in.number(wanted);
        var text = in.text();
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) return text;
        throw new Misfit("is '" + text + "', not a number", Hints.FOREIGN);
    }

    private String refuse(JsonIn in) {
        throw in.expected(wanted);
    }

    private BigInteger whole(String number) {
        try {
            return new BigInteger(number);
        } catch (NumberFormatException e) {
            throw new Misfit("is " + number + ", not " + wanted, Hints.FOREIGN, e);
        }
    }

    /// The value of the text that stands for it, with or without JSON's quotes around it.
    ///
    /// @throws Misfit if it is none
    Object parse(String text) {
        try {
            return switch (this) {
                case STRING -> text;
                case BOOLEAN -> bool(text);
                case BYTE -> Byte.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case BIG_INTEGER -> new BigInteger(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case CHAR -> one(text);
                case BYTES -> Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
                case UUID_ -> UUID.fromString(text);
                case URI_ -> URI.create(text);
                case LOCALE -> Locale.forLanguageTag(text);
                default -> time(text);
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unfit(text, e);
        }
    }

    private Object time(String text) {
        return switch (this) {
            case YEAR -> Year.of(Integer.parseInt(text));
            case INSTANT -> Instant.parse(text);
            case DURATION -> Duration.parse(text);
            case PERIOD -> Period.parse(text);
            case LOCAL_DATE -> LocalDate.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case OFFSET_TIME -> OffsetTime.parse(text);
            case OFFSET_DATE_TIME -> OffsetDateTime.parse(text);
            case ZONED_DATE_TIME -> ZonedDateTime.parse(text);
            case YEAR_MONTH -> YearMonth.parse(text);
            case MONTH_DAY -> MonthDay.parse(text);
            case ZONE_ID -> ZoneId.of(text);
            case ZONE_OFFSET -> ZoneOffset.of(text);
            default -> throw new IllegalStateException(this + " is no time");
        };
    }

    private Misfit unfit(String text, @Nullable Throwable cause) {
        return new Misfit("is '" + text + "', not " + wanted, "Give " + wanted + ".", cause);
    }

    private Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unfit(text, null);
        };
    }

    private Character one(String text) {
        if (text.length() != 1) throw unfit(text, null);
        return text.charAt(0);
    }
}
