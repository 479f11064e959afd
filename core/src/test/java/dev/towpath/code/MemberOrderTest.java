package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of a file's parts decides how `javac` numbers lambdas, anonymous and local classes, and nothing else.
final class MemberOrderTest {
    private static final List<String> REACHED = List.of(
            "static String step(In in) { return a(in) + b(in) + c(in.unit()) + new Late().go(in); }",
            "record In(List<String> words, TimeUnit unit, Mode mode) {}",
            "enum Mode { FAST { int f() { return 1; } }, SLOW { int f() { return 2; } }; abstract int f(); }",
            """
            static String a(In in) {
              record Pair(String word, int size) {}
              return in.words().stream().map(w -> new Pair(w, w.length())).sorted(Comparator.comparing(p -> p.size()))
                  .map(p -> p.toString()).collect(Collectors.joining());
            }\
            """,
            """
            static Object b(In in) {
              var n = in.words().size();
              Named one = new Named() { public String name() { return "one" + n; } };
              Named two = new Named() { public String name() { return one.name() + "two"; } };
              class Three implements Named { public String name() { return two.name() + "three"; } }
              return new Three().name();
            }\
            """,
            "interface Named { String name(); }",
            """
            static String c(TimeUnit unit) {
              switch (unit) { case DAYS: return "d"; case HOURS: return "h"; default: return "?"; }
            }\
            """,
            """
            static class Late { private final Function<String, String> f = s -> s + "!";
              String go(In in) { assert in != null; return f.apply(in.mode().name()) + in.mode().f() + WORDS; } }\
            """,
            // In one: the order of static fields is the order of their initialisation.
            """
            private static final List<String> WORDS = List.of("x", "y");
            private static final Comparator<String> BY_SIZE = Comparator.comparing(s -> s.length());\
            """);
    private static final List<String> OTHERS = List.of(
            "static Object other1() { return new Object() { int x; }; }",
            "static Runnable other2() { return () -> System.out.println(1); }",
            "static int other3() { record Pair(int x) {} return new Pair(1).x(); }",
            "static int other4(java.time.DayOfWeek d) { switch (d) { case MONDAY: return 1; default: return 2; } }",
            "static class Other5 { void run() { Function<Integer, Integer> f = x -> x + 1; f.apply(1); } }",
            "static boolean other6(Object o) { return switch (o) { case String s when s.isEmpty() -> true; default ->"
                    + " false; }; }");

    private static Digest digest(List<String> members) {
        var imports = "package p; import java.util.*; import java.util.concurrent.*; import java.util.function.*; "
                + "import java.util.stream.*;\n";
        var source = imports + "class P {\n" + String.join("\n", members) + "\n}\n";
        return Compiled.of("P.java", source).prove("p.P", "step").code();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void any_order_and_any_other_members_give_the_same_digest(long seed) {
        var random = new Random(seed);
        var members = new ArrayList<>(REACHED);
        for (var other : OTHERS) if (random.nextBoolean()) members.add(other);
        Collections.shuffle(members, random);

        assertThat(digest(members)).as("seed %d", seed).isEqualTo(digest(REACHED));
    }
}
