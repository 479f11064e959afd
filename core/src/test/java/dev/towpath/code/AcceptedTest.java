package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that looks as if it shared something, and does not.
final class AcceptedTest {
    @ParameterizedTest
    @MethodSource("cases")
    void is_accepted(Cases.Case row) {
        assertThat(row.proof().problems()).isEmpty();
    }

    static List<Cases.Case> cases() {
        var table = new ArrayList<String[]>();
        language(table);
        types(table);
        constants(table);
        objects(table);
        library(table);
        return Cases.of(table);
    }

    private static void row(List<String[]> table, String name, String members) {
        table.add(new String[] {name, "", members});
    }

    private static void language(List<String[]> table) {
        row(table, "assert", "static String step(String s) { assert s != null; return s; }");
        row(table, "assert in a helper class", """
            static String step(String s) { return H.help(s); }
            static class H { static String help(String s) { assert !s.isEmpty() : s; return s; } }\
            """);
        row(table, "switch on a foreign enum", """
            static int step(DayOfWeek d) { return switch (d) { case MONDAY -> 1; case SUNDAY -> 7; default -> 3; }; }\
            """);
        row(table, "switch on an own enum", """
            enum E { A, B }
            static int step(E e) { return switch (e) { case A -> 1; case B -> 2; }; }\
            """);
        row(table, "old switch on an enum of another class", """
            static int step(RoundingMode m) { switch (m) { case UP: return 1; case DOWN: return 2; default: return 0; } }\
            """);
        row(table, "switch on strings", """
            static int step(String s) { return switch (s) { case "a" -> 1; case "b" -> 2; default -> 0; }; }\
            """);
        row(table, "switch on patterns", """
            static String step(Object o) {
              return switch (o) { case Integer i when i > 3 -> "big"; case Integer i -> "i" + i; default -> "?"; }; }\
            """);
        row(table, "switch on a sealed type", """
            sealed interface S {} record A(int x) implements S {} record B(String y) implements S {}
            static int step(S s) { return switch (s) { case A(int x) -> x; case B(var y) -> y.length(); }; }\
            """);
        row(table, "enhanced instanceof", """
            static int step(Object o) { return o instanceof String s && !s.isEmpty() ? s.length() : 0; }\
            """);
        row(table, "lambda bodies", """
            static List<String> step(List<String> l) { return l.stream().map(s -> s + "!").filter(s -> s.length() > 2).toList(); }\
            """);
        row(table, "a lambda inside a step with captured locals", """
            static List<String> step(List<String> l, String suffix) { int n = l.size(); return l.stream().map(s -> s + suffix + n).toList(); }\
            """);
        row(table, "a final local constant", """
            static int step(int x) { final int limit = 7; IntUnaryOperator f = y -> y + limit; return f.applyAsInt(x); }\
            """);
        row(table, "method references to library methods", """
            static List<Integer> step(List<String> l) { return l.stream().map(String::trim).map(Integer::parseInt).sorted(Integer::compare).toList(); }\
            """);
        row(table, "varargs", """
            static String step(String s) { return join("a", s, "b"); }
            static String join(String... parts) { return String.join(",", parts); }\
            """);
        row(table, "recursion", "static long step(int n) { return n < 2 ? 1 : n * step(n - 1); }");
        row(table, "mutual recursion", """
            static boolean step(int n) { return n == 0 || odd(n - 1); }
            static boolean odd(int n) { return n != 0 && step(n - 1); }\
            """);
        row(table, "text blocks and concatenation", """
            static String step(String s) { return \"""
              Hello %s
              \""".formatted(s) + s + 1 + 'c'; }\
            """);
        row(table, "try with resources", """
            static String step(String s) throws IOException { try (var r = new BufferedReader(new StringReader(s))) { return r.readLine(); } finally { s.length(); } }\
            """);
        row(table, "synchronized on a local", """
            static int step(int n) { var lock = new Object(); synchronized (lock) { return n + 1; } }\
            """);
        row(table, "local arrays and collections", """
            static int step(int n) { int[] a = new int[n]; var m = new HashMap<String, int[]>(); m.put("a", a); a[0] = 3; return m.size(); }\
            """);
        row(table, "labelled loops and ternaries", """
            static int step(int n) { int s = 0; outer: for (int i = 0; i < n; i++) { for (int j = 0; j < i; j++) { if (j == 5) continue outer; s += j; } } return s; }\
            """);
        row(table, "exceptions of its own", """
            static class Bad extends Exception { final int code; Bad(int code) { super("bad"); this.code = code; } }
            static int step(int n) throws Bad { if (n < 0) throw new Bad(n); return n; }\
            """);
        row(table, "wide switch tables", """
            static int step(int n) { switch (n) { case 1: return 3; case 2: return 4; case 3: return 9; case 1000: return 7; default: return 0; } }\
            """);
    }

    private static void types(List<String[]> table) {
        row(table, "local records", """
            static int step(List<String> l) { record P(String s, int n) {} return l.stream().map(s -> new P(s, s.length())).mapToInt(P::n).sum(); }\
            """);
        row(table, "local enums and interfaces", """
            static int step(int x) { enum Op { ADD, SUB } interface F { int f(int a); } F f = a -> a + Op.values().length; return f.f(x); }\
            """);
        row(table, "an anonymous class inside the step", """
            static List<String> step(List<String> l) { var c = new ArrayList<>(l); c.sort(new Comparator<String>() { public int compare(String a, String b) { return b.compareTo(a); } }); return c; }\
            """);
        row(table, "inner and static nested classes", """
            static int step(int n) { return new Outer(n).inner().get(); }
            static class Outer { final int n; Outer(int n) { this.n = n; } Inner inner() { return new Inner(); } class Inner { int get() { return n + 1; } } }\
            """);
        row(table, "objects with fields of their own", """
            static int step(int n) { var c = new Counter(); for (int i = 0; i < n; i++) c.count++; return c.count; }
            static class Counter { int count; int[] seen = new int[3]; }\
            """);
        row(table, "a static nested builder", """
            static String step(String s) { return new B().add(s).add("x").build(); }
            static class B { private final StringBuilder text = new StringBuilder(); B add(String s) { text.append(s); return this; } String build() { return text.toString(); } }\
            """);
        row(table, "generics with bridges", """
            interface Op<T> { T run(T t); } static class Up implements Op<String> { public String run(String s) { return s.toUpperCase(Locale.ROOT); } }
            static <T> T apply(Op<T> op, T t) { return op.run(t); }
            static String step(String s) { return apply(new Up(), s); }\
            """);
        row(table, "enums with bodies", """
            enum Op { ADD { int f(int a) { return a + 1; } }, SUB { int f(int a) { return a - 1; } }; abstract int f(int a); }
            static int step(int a) { return Op.ADD.f(a) + Op.valueOf("SUB").f(a); }\
            """);
        row(table, "enums with final fields", """
            enum Planet { EARTH(5.97, "e"), MARS(0.64, "m"); final double mass; private final String tag; Planet(double mass, String tag) { this.mass = mass; this.tag = tag; } }
            static double step(Planet p) { return p.mass + p.tag.length() + Planet.MARS.mass; }\
            """);
        row(table, "a record with a compact constructor", """
            record R(String s, int n) { R { if (n < 0) throw new IllegalArgumentException("n"); } R(String s) { this(s, 1); } int twice() { return 2 * n; } }
            static int step(String s) { return new R(s).twice() + new R(s, 3).hashCode(); }\
            """);
        row(table, "interfaces with default and private methods", """
            interface I { int a(); default int b() { return c() + a(); } private int c() { return 4; } static I of() { return () -> 3; } }
            static int step(int n) { return I.of().b() + n; }\
            """);
        row(table, "abstract classes", """
            static abstract class A { abstract int f(); int g() { return f() + 1; } } static class B extends A { int f() { return 2; } }
            static int step(int n) { A a = new B(); return a.g() + n; }\
            """);
        row(table, "iterators and iterables of its own", """
            static class R implements Iterable<Integer> { final int n; R(int n) { this.n = n; } public Iterator<Integer> iterator() { return IntStream.range(0, n).iterator(); } }
            static int step(int n) { int s = 0; for (int i : new R(n)) s += i; return s; }\
            """);
        row(table, "a generic method with a class token", """
            record Box(int x) {} static <T> T cast(Object o, Class<T> type) { return type.cast(o); }
            static int step(Object o) { return cast(o, Box.class).x(); }\
            """);
    }

    private static void constants(List<String[]> table) {
        constant(table, "int", "int C = 5;");
        constant(table, "computed long", "long C = Long.parseLong(\"5\");");
        constant(table, "computed string", "String C = \"a\".repeat(3);");
        constant(table, "boxed", "Integer C = Integer.valueOf(500);");
        constant(table, "Pattern", "Pattern C = Pattern.compile(\"a+\");");
        constant(table, "List.of", "List<String> C = List.of(\"a\", \"b\", \"c\");");
        constant(table, "Set.of", "Set<String> C = Set.of(\"a\", \"b\");");
        constant(table, "Map.of", "Map<String, Integer> C = Map.of(\"a\", 1);");
        constant(table, "Map.of lists", "Map<String, List<Integer>> C = Map.of(\"a\", List.of(1, 2));");
        constant(
                table,
                "Map.ofEntries",
                "Map<String, Integer> C = Map.ofEntries(Map.entry(\"a\", 1), Map.entry(\"b\", 2));");
        constant(table, "List.copyOf", "List<Integer> C = List.copyOf(new ArrayList<>(List.of(1)));");
        constant(table, "stream toList", "List<Integer> C = Stream.of(1, 2).toList();");
        constant(
                table,
                "an unmodifiable list",
                "List<String> C = Collections.unmodifiableList(new ArrayList<>(List.of(\"a\")));");
        constant(
                table,
                "an unmodifiable sorted map",
                "SortedMap<String, Integer> C = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(\"a\", 1)));");
        constant(table, "an empty list", "List<String> C = Collections.emptyList();");
        constant(table, "an empty array", "String[] C = {};");
        constant(table, "LocalDate", "LocalDate C = LocalDate.of(2020, 1, 1);");
        constant(table, "Duration as Object", "Object C = Duration.ofSeconds(3);");
        constant(table, "DateTimeFormatter", "DateTimeFormatter C = DateTimeFormatter.ISO_DATE;");
        constant(table, "ZoneId", "ZoneId C = ZoneId.of(\"Europe/Berlin\");");
        constant(table, "BigDecimal", "BigDecimal C = new BigDecimal(\"1.5\");");
        constant(table, "BigInteger", "BigInteger C = BigInteger.TWO;");
        constant(table, "UUID", "UUID C = new UUID(1, 2);");
        constant(table, "URI", "URI C = URI.create(\"a:b\");");
        constant(table, "Locale", "Locale C = Locale.ROOT;");
        constant(table, "Charset", "Charset C = StandardCharsets.UTF_8;");
        constant(table, "HexFormat", "HexFormat C = HexFormat.of();");
        constant(table, "Class", "Class<?> C = String.class;");
        constant(table, "Optional", "Optional<String> C = Optional.of(\"a\");");
        constant(table, "MethodType", "MethodType C = MethodType.methodType(int.class);");
        constant(table, "a file name", "Path C = Path.of(\"a\", \"b\");");
        constant(table, "a lock object", "Object C = new Object();");
        constant(table, "a foreign enum constant", "TimeUnit C = TimeUnit.SECONDS;");
        constant(table, "null", "StringBuilder C = null;");
    }

    private static void objects(List<String[]> table) {
        constant(table, "a record", "R C = new R(\"a\", List.of(1)); record R(String s, List<Integer> l) {}");
        constant(
                table,
                "a class with final fields",
                "P C = new P(3, \"x\"); static class P { private final int n; private final String s; P(int n, String"
                        + " s) { this.n = n; this.s = s; } }");
        constant(table, "a lambda without captures", "Function<String, String> C = s -> s.trim();");
        constant(table, "a method reference", "Function<String, Integer> C = Integer::parseInt;");
        constant(
                table,
                "a lambda that captured a constant",
                "Function<String, String> C = add(\"x\"); static Function<String, String> add(String t) { return s ->"
                        + " s + t; }");
        constant(table, "a collector", "Collector<CharSequence, ?, String> C = Collectors.joining();");
        constant(
                table,
                "a handle of an object's field",
                "VarHandle C = handle(); static class N { int n; } static VarHandle handle() { try { return"
                        + " MethodHandles.lookup().findVarHandle(N.class, \"n\", int.class); }"
                        + " catch (ReflectiveOperationException e) { throw new IllegalStateException(e); } }");
        constant(
                table,
                "a comparator",
                "Comparator<String> C ="
                        + " Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());");
        constant(
                table,
                "an own comparator",
                "Comparator<String> C = new ByLength(); static class ByLength implements Comparator<String> { public"
                        + " int compare(String a, String b) { return a.length() - b.length(); } }");
        constant(table, "a list of enum constants", "List<E> C = List.of(E.values()); enum E { A, B }");
        constant(
                table,
                "a map from enums to functions",
                "Map<String, IntUnaryOperator> C = Map.of(\"inc\", x -> x + 1);");
        row(table, "a static field that its author vouches for", """
            @Shared("only a memo of a pure function") private static final Map<String, String> MEMO = new ConcurrentHashMap<>();
            static String step(String s) { return MEMO.computeIfAbsent(s, k -> k + "!"); }\
            """);
        row(table, "a counter that its author vouches for", """
            @Shared("counted for the log only") static int count;
            static int step(int n) { count++; return n; }\
            """);
        row(table, "statics used only by the initialiser", """
            private static final Map<String, Integer> RAW = new HashMap<>(); static int i;
            static { RAW.put("a", i++); }
            private static final Map<String, Integer> C = Map.copyOf(RAW);
            static int step(String s) { return C.getOrDefault(s, 0); }\
            """);
        row(table, "a holder that is filled when it is loaded", """
            static class Holder { static final List<String> WORDS = List.of("a", "b"); }
            static int step(int n) { return Holder.WORDS.size() + n; }\
            """);
        row(table, "a constant of an interface", """
            interface Limits { int MAX = Integer.parseInt("7"); List<String> NAMES = List.of("a"); } static class Uses implements Limits { static int f() { return MAX + NAMES.size(); } }
            static int step(int n) { return Uses.f() + n; }\
            """);
        row(table, "mutable statics out of reach", """
            static int counter; static final List<String> LOG = new ArrayList<>();
            static int step(int n) { return n + 1; } static void other() { counter++; LOG.add("x"); System.exit(1); }\
            """);
    }

    private static void library(List<String[]> table) {
        row(table, "a system logger", """
            private static final System.Logger LOG = System.getLogger(Thread.class.getName());
            static int step(int n) { LOG.log(System.Logger.Level.INFO, "n"); return n; }\
            """);
        row(table, "a java.util.logging logger", """
            private static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger("x");
            static int step(int n) { LOG.info("n"); return n; }\
            """);
        row(
                table,
                "printing",
                "static int step(int n) { System.out.println(n); System.err.printf(\"%d\", n); return n; }");
        row(table, "collectors", """
            static Map<Integer, List<String>> step(List<String> l) { return l.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList())); }\
            """);
        row(table, "a virtual thread joined", """
            static int step(int n) throws Exception { var r = new int[1]; var t = Thread.ofVirtual().start(() -> r[0] = n); t.join(); return r[0]; }\
            """);
        row(table, "an executor of its own", """
            static int step(int n) throws Exception { try (var pool = Executors.newFixedThreadPool(2)) { return pool.submit(() -> n + 1).get(); } }\
            """);
        row(table, "seeded random numbers", "static int step(long seed) { return new Random(seed).nextInt(); }");
        row(
                table,
                "the attempt",
                "static int step(int n, Attempt attempt) { attempt.log().info(\"x\"); attempt.metric(\"n\", n); return"
                        + " n; }");
        row(
                table,
                "notes only",
                "static long step(int n) { return System.currentTimeMillis() + new Random().nextInt(); }");
    }

    private static void constant(List<String[]> table, String name, String field) {
        row(
                table,
                "static final " + name,
                "private static final " + field + "\nstatic String step(String s) { return s + C; }");
    }
}
