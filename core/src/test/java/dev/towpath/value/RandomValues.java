package dev.towpath.value;

import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Colour;
import dev.towpath.value.Samples.Empty;
import dev.towpath.value.Samples.Node;
import dev.towpath.value.Samples.Pair;
import dev.towpath.value.Samples.Result;
import dev.towpath.value.Samples.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;

/// Random types with random values.
final class RandomValues {
    static final List<Class<?>> SIMPLE = List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Float.class,
            Double.class,
            Character.class,
            String.class,
            Instant.class,
            Duration.class,
            Period.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Year.class,
            YearMonth.class,
            ZoneId.class,
            UUID.class,
            URI.class,
            Locale.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Colour.class,
            Box.class,
            Empty.class,
            Node.class,
            Shape.class);

    static final List<Class<?>> OF_ONE =
            List.of(List.class, SequencedCollection.class, Set.class, SequencedSet.class, Optional.class, Result.class);

    static final List<Class<?>> OF_TWO = List.of(Map.class, SequencedMap.class, Map.Entry.class, Pair.class);

    private RandomValues() {}

    /// A type nested at most so deep.
    static Type type(Random random, int depth) {
        var pick = random.nextInt(10);
        if (depth == 0 || pick < 4) return SIMPLE.get(random.nextInt(SIMPLE.size()));
        if (pick < 7) {
            var raw = OF_ONE.get(random.nextInt(OF_ONE.size()));
            var argument = type(random, depth - 1);
            if (raw == Optional.class && TypeNames.print(argument).startsWith("java.util.Optional")) return argument;
            return new GenericType(raw, List.of(argument));
        }
        var raw = OF_TWO.get(random.nextInt(OF_TWO.size()));
        return new GenericType(raw, List.of(type(random, depth - 1), type(random, depth - 1)));
    }

    /// A value of the type, with collections of at most so many elements.
    static Object value(Type type, Random random, int size) {
        if (type instanceof ParameterizedType p) return generic(p, random, size);
        var raw = (Class<?>) type;
        if (raw == Box.class) return new Box(string(random), random.nextInt(), random.nextInt(10));
        if (raw == Empty.class) return new Empty();
        if (raw == Node.class) return node(random, 3);
        if (raw == Shape.class) return shape(random);
        if (raw == Colour.class) return random.nextBoolean() ? Colour.RED : Colour.GREEN;
        if (raw == OptionalInt.class)
            return random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
        if (raw == OptionalLong.class)
            return random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty();
        if (raw == OptionalDouble.class)
            return random.nextBoolean() ? OptionalDouble.of(random.nextGaussian()) : OptionalDouble.empty();
        return raw.getPackageName().startsWith("java.time") ? time(raw, random) : scalar(raw, random);
    }

    private static Object generic(ParameterizedType type, Random random, int size) {
        var raw = type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class)
            return random.nextBoolean() ? Optional.of(value(arguments[0], random, size)) : Optional.empty();
        if (raw == Pair.class) return new Pair<>(value(arguments[0], random, size), value(arguments[1], random, size));
        if (raw == Map.Entry.class)
            return Map.entry(value(arguments[0], random, size), value(arguments[1], random, size));
        if (raw == Result.class)
            return random.nextBoolean()
                    ? new Result.Good<>(value(arguments[0], random, size))
                    : new Result.Bad<>(string(random));
        var count = random.nextInt(size + 1);
        if (raw == Map.class || raw == SequencedMap.class) {
            var map = new LinkedHashMap<Object, Object>();
            for (var i = 0; i < count; i++)
                map.put(value(arguments[0], random, size - 1), value(arguments[1], random, size - 1));
            return map;
        }
        var list = new ArrayList<Object>();
        for (var i = 0; i < count; i++) list.add(value(arguments[0], random, size - 1));
        return raw == Set.class || raw == SequencedSet.class ? new LinkedHashSet<>(list) : list;
    }

    private static Node node(Random random, int depth) {
        var children = new ArrayList<Node>();
        for (var i = random.nextInt(depth + 1); i > 0; i--) children.add(node(random, depth - 1));
        return new Node(random.nextInt(), children);
    }

    private static Shape shape(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Shape.Circle(random.nextGaussian());
            case 1 ->
                new Shape.Square(
                        random.nextFloat(), random.nextBoolean() ? Optional.of(shape(random)) : Optional.empty());
            case 2 -> new Shape.Line(random.nextInt());
            default -> random.nextBoolean() ? Shape.Nothing.HERE : Shape.Nothing.THERE;
        };
    }

    private static String string(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) text.appendCodePoint(point(random));
        return text.toString();
    }

    private static int point(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/{}[],:".charAt(random.nextInt(9));
            case 2 -> 0x80 + random.nextInt(0xD800 - 0x80);
            case 3 -> 0x10000 + random.nextInt(0x100000);
            default -> ' ' + random.nextInt(95);
        };
    }

    private static Object scalar(Class<?> type, Random random) {
        return switch (Scalar.of(type)) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case SHORT -> (short) random.nextInt();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case BIG_INTEGER -> new BigInteger(random.nextInt(200), random).subtract(BigInteger.TWO.pow(100));
            case BIG_DECIMAL -> new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(60) - 30);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case CHAR -> (char) random.nextInt(0xD800);
            case STRING -> string(random);
            case UUID_ -> new UUID(random.nextLong(), random.nextLong());
            case URI_ -> URI.create("https://example.org/" + random.nextInt() + "?q=%20#f");
            case LOCALE -> Locale.forLanguageTag(random.nextBoolean() ? "de-CH" : "sr-Latn-RS");
            case null, default -> throw new IllegalArgumentException(type.getName());
        };
    }

    private static Object time(Class<?> type, Random random) {
        var seconds = random.nextLong(-100_000_000_000_000L, 100_000_000_000_000L);
        var instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000) / 1000 * 1000);
        var zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/New_York");
        var offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 3600, 18 * 3600));
        return switch (Scalar.of(type)) {
            case INSTANT -> instant;
            case DURATION -> Duration.ofSeconds(seconds, instant.getNano());
            case PERIOD -> Period.of(random.nextInt(), random.nextInt(100), -random.nextInt(100));
            case LOCAL_DATE -> LocalDate.ofInstant(instant, zone);
            case LOCAL_TIME -> LocalTime.ofInstant(instant, zone);
            case LOCAL_DATE_TIME -> LocalDateTime.ofInstant(instant, zone);
            case OFFSET_DATE_TIME -> instant.atOffset(offset);
            case ZONED_DATE_TIME ->
                Instant.ofEpochSecond(seconds % 4_000_000_000L).atZone(zone);
            case YEAR -> Year.of(random.nextInt(-9999, 99_999));
            case YEAR_MONTH -> YearMonth.of(random.nextInt(-9999, 99_999), 1 + random.nextInt(12));
            case ZONE_ID -> random.nextBoolean() ? zone : offset;
            case null, default -> throw new IllegalArgumentException(type.getName());
        };
    }
}
