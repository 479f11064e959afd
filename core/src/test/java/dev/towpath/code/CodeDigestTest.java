package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which edits of a source file make a step's stored results void, and which do not.
final class CodeDigestTest {
    private static final String SOURCE = """
        package p;
        import dev.towpath.*; import java.util.*; import java.util.function.*; import java.util.stream.*;
        public final class P {
          static final int LIMIT = 10;
          static final List<String> WORDS = List.of("a", "b");
          enum Color { RED, GREEN }
          sealed interface Shape permits Circle, Square {}
          record Circle(@Min(0) double radius) implements Shape {}
          record Square(double side) implements Shape {}
          record Input(List<Shape> shapes, Color color, String name) {}
          static abstract class Base { int weight(int x) { return x * 3; } abstract int own(); }
          static class Heavy extends Base { int own() { return 1; } }
          interface Namer { String name(int i); }
          static class Short implements Namer { public String name(int i) { return "s" + i; } }
          static class Long implements Namer { public String name(int i) { return "long" + i; } }

          public static String step(Input input) {
            int total = 0;
            for (Shape shape : input.shapes()) total += area(shape);
            var sorted = new ArrayList<>(WORDS);
            sorted.sort(Comparator.comparing(w -> w.length() + 1));
            var seen = Stream.of(1, 2, 3).map(i -> i + LIMIT).toList();
            return sorted + text(total) + seen + new Heavy().weight(2) + named(new Short()) + tint(input.color());
          }
          static int area(Shape shape) {
            return switch (shape) { case Circle c -> round(c.radius()); case Square s -> round(s.side()); };
          }
          static int round(double d) { return deep(d); }
          static int deep(double d) { return (int) (d * 42.5); }
          static String text(int n) { try { return "n" + n; } catch (RuntimeException e) { return ""; } }
          static String named(Namer namer) { return namer.name(3); }
          static String tint(Color color) {
            Supplier<String> s = new Supplier<>() { public String get() { return "tint " + color; } };
            switch (color) { case RED: return "r" + s.get(); default: return "?"; }
          }
          static int unrelated(int x) { return x + 1; }
          static class Unrelated { int x; }
        }
        """;
    private static final Digest BEFORE = digest(SOURCE);

    /// @param source after the edit
    record Edit(String name, String source) {
        Edit(String name, String from, String to) {
            this(name, replace(SOURCE, from, to));
        }

        /// Changes a second place.
        Edit also(String from, String to) {
            return new Edit(name, replace(source, from, to));
        }

        Digest digest() {
            return CodeDigestTest.digest(source);
        }

        private static String replace(String text, String from, String to) {
            assertThat(text).contains(from);
            return text.replace(from, to);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Digest digest(String source) {
        return Compiled.of("P.java", source).prove("p.P", "step").code();
    }

    @Test
    void the_same_source_gives_the_same_digest() {
        assertThat(digest(SOURCE)).isEqualTo(BEFORE);
    }

    @ParameterizedTest
    @MethodSource
    void a_digest_stays(Edit edit) {
        assertThat(edit.digest()).isEqualTo(BEFORE);
    }

    static List<Edit> a_digest_stays() {
        var edits = new ArrayList<Edit>();
        names(edits);
        others(edits);
        return edits;
    }

    private static void names(List<Edit> edits) {
        edits.add(new Edit("a comment", "static int round", "/* rounds\n */ static int round"));
        edits.add(new Edit(
                "other lines", "static int round(double d) { return", "static int round(double d)\n\n{\n return"));
        edits.add(new Edit("a local variable's name", "total", "sum"));
        edits.add(new Edit(
                "a parameter's name",
                "int deep(double d) { return (int) (d *",
                "int deep(double e) { return (int) (e *"));
        edits.add(new Edit("a lambda parameter's name", "i -> i + LIMIT", "k -> k + LIMIT"));
        edits.add(new Edit("a captured variable's name", "Color color) {", "Color colour) {")
                .also("\"tint \" + color", "\"tint \" + colour")
                .also("switch (color)", "switch (colour)"));
    }

    private static void others(List<Edit> edits) {
        edits.add(new Edit("a method that is not reached", "return x + 1", "return x + 2"));
        edits.add(
                new Edit("a class that is not reached", "class Unrelated { int x; }", "class Unrelated { String y; }"));
        edits.add(new Edit(
                "a new method before it",
                "public static String step",
                "static int first() { return 5; }\npublic static String step"));
        edits.add(new Edit(
                "a new lambda before it",
                "public static String step",
                "static Runnable first() { return () -> unrelated(1); }\npublic static String step"));
        edits.add(new Edit(
                "a new anonymous class before it",
                "public static String step",
                "static Object first() { return new Object() { int x; }; }\npublic static String step"));
        edits.add(new Edit(
                "a new local class before it",
                "public static String step",
                "static int first() { record L(int x) {} return new L(1).x(); }\npublic static String step"));
        edits.add(new Edit(
                "another switch on an enum before it",
                "public static String step",
                "static int first(java.util.concurrent.TimeUnit u) { switch (u) { case DAYS: return 1;"
                        + " default: return 2; } }\n"
                        + "public static String step"));
        edits.add(new Edit(
                "300 other constants before it", "public static String step", many() + "\npublic static String step"));
        edits.add(new Edit(
                "a reordered method",
                "static int round(double d) { return deep(d); }\n"
                        + "  static int deep(double d) { return (int) (d * 42.5); }",
                "static int deep(double d) { return (int) (d * 42.5); }\n"
                        + "  static int round(double d) { return deep(d); }"));
        edits.add(new Edit(
                        "a reordered class",
                        "static class Short implements Namer { public String name(int i) { return \"s\" + i; }"
                                + " }\n",
                        "")
                .also(
                        "static class Unrelated",
                        "static class Short implements Namer { public String name(int i) { return \"s\" + i; }"
                                + " }\n"
                                + "static class Unrelated"));
        edits.add(new Edit(
                "a description",
                "record Square(double side)",
                "@Describe(\"a square\") record Square(@Describe(\"its side\") double side)"));
        edits.add(new Edit("an unused import", "import dev.towpath.*;", "import dev.towpath.*; import java.net.*;"));
        edits.add(new Edit("parentheses", "return x * 3;", "return (x * (3));"));
        edits.add(new Edit("a constant's name, inlined", "LIMIT", "BOUND"));
    }

    private static String many() {
        var text = new StringBuilder("static String first() { return \"\"");
        for (var i = 0; i < 300; i++)
            text.append(" + unrelated(").append(100_000 + i).append(")");
        return text.append("; }").toString();
    }

    @ParameterizedTest
    @MethodSource
    void a_digest_changes(Edit edit) {
        assertThat(edit.digest()).isNotEqualTo(BEFORE);
    }

    static List<Edit> a_digest_changes() {
        var edits = new ArrayList<Edit>();
        code(edits);
        types(edits);
        return edits;
    }

    private static void code(List<Edit> edits) {
        edits.add(new Edit("a literal three calls deep", "42.5", "42.6"));
        edits.add(new Edit("an inlined constant", "LIMIT = 10", "LIMIT = 11"));
        edits.add(new Edit("a lambda's body", "i -> i + LIMIT", "i -> i - LIMIT"));
        edits.add(new Edit("a comparator", "w.length() + 1", "w.length() + 2"));
        edits.add(new Edit("a superclass's method", "return x * 3", "return x * 4"));
        edits.add(new Edit("the static initialiser", "List.of(\"a\", \"b\")", "List.of(\"a\", \"c\")"));
        edits.add(new Edit("one implementation", "\"s\" + i", "\"t\" + i"));
        edits.add(new Edit("another implementation", "\"long\" + i", "\"LONG\" + i"));
        edits.add(new Edit(
                "a new implementation",
                "static class Unrelated {",
                "static class Third implements Namer { public String name(int i) { return \"\"; } } static"
                        + " class Unrelated {"));
        edits.add(new Edit(
                "a method of an instance that is not called", "int own() { return 1; }", "int own() { return 2; }"));
        edits.add(new Edit("the caught type", "catch (RuntimeException e)", "catch (IllegalStateException e)"));
        edits.add(new Edit("a string concatenation", "\"n\" + n", "\"m\" + n"));
        edits.add(new Edit("an anonymous class's body", "\"tint \" + color", "\"hue \" + color"));
        edits.add(new Edit("a case label", "case RED: return \"r\"", "case GREEN: return \"r\""));
        edits.add(new Edit("a comparison's direction", "return deep(d);", "return d > 0 ? deep(d) : 0;"));
        edits.add(new Edit(
                "the order of two calls",
                "round(c.radius()); case Square s -> round(s.side())",
                "round(c.radius()) + 0; case Square s -> round(s.side())"));
        edits.add(new Edit(
                "a library method",
                "Stream.of(1, 2, 3).map(i -> i + LIMIT).toList()",
                "Stream.of(1, 2, 3).map(i -> i + LIMIT).collect(Collectors.toList())"));
        edits.add(new Edit("synchronized", "static int deep", "static synchronized int deep"));
    }

    private static void types(List<Edit> edits) {
        edits.add(new Edit("a record component's name", "record Square(double side)", "record Square(double edge)")
                .also("s.side()", "s.edge()"));
        edits.add(new Edit("a record component's type", "Color color, String name", "Color color, CharSequence name"));
        edits.add(new Edit(
                "a record component's type argument",
                "record Input(List<Shape> shapes",
                "record Input(List<? extends Shape> shapes"));
        edits.add(
                new Edit("a new record component", "Color color, String name)", "Color color, String name, int more)"));
        edits.add(new Edit("a new enum constant", "RED, GREEN", "RED, GREEN, BLUE"));
        edits.add(new Edit("the order of enum constants", "RED, GREEN", "GREEN, RED"));
        edits.add(new Edit(
                        "a new permitted subclass",
                        "permits Circle, Square {}",
                        "permits Circle, Square, Dot {} record Dot() implements Shape {}")
                .also("case Square s -> round(s.side());", "case Square s -> round(s.side()); case Dot _ -> 0;"));
        edits.add(new Edit("a bound that codecs read", "@Min(0) double", "@Min(1) double"));
        edits.add(new Edit(
                "a compact constructor of a decoded record",
                "record Square(double side) implements Shape {}",
                "record Square(double side) implements Shape { Square { side = side + 1; } }"));
        edits.add(new Edit(
                "a superclass",
                "static class Heavy extends Base {",
                "static abstract class Middle extends Base { int weight(int x) { return x; } } static class"
                        + " Heavy extends Middle {"));
        edits.add(new Edit("the parameter's type", "String step(Input input)", "String step(Input input, int more)"));
    }
}
