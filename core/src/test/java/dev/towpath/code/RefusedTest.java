package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that would behave differently when steps run in different processes, each with the line that does it.
final class RefusedTest {
    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_at_the_offending_line(Cases.Case row) {
        assertThat(row.proof().problems())
                .extracting(problem -> problem.code() + " " + problem.at())
                .contains(row.code() + " " + row.at());
        assertThat(row.proof().problems())
                .allSatisfy(problem -> assertThat(problem.advice()).isNotEmpty());
    }

    static List<Cases.Case> cases() {
        var table = new ArrayList<String[]>();
        ways(table);
        kinds(table);
        objects(table);
        process(table);
        return Cases.of(table);
    }

    private static void notFinal(List<String[]> table, String name, String members) {
        table.add(new String[] {name, "static-not-final", members});
    }

    private static void ways(List<String[]> table) {
        notFinal(table, "a static read", """
            static int n;
            static int step(int x) {
              return x + n; //!
            }\
            """);
        notFinal(table, "a static written", """
            static int n;
            static int step(int x) {
              n = x; //!
              return x;
            }\
            """);
        notFinal(table, "through three calls", """
            static int n; static int step(int x) { return a(x); } static int a(int x) { return b(x) + 1; } static int b(int x) { return c(x); }
            static int c(int x) {
              return n + x; //!
            }\
            """);
        notFinal(table, "in a lambda body", """
            static int n; static List<Integer> step(List<Integer> l) {
              return l.stream().map(x ->
                 x + n) //!
                 .toList(); }\
            """);
        notFinal(table, "in a method reference's method", """
            static int n; static List<Integer> step(List<Integer> l) { return l.stream().map(Case4::add).toList(); }
            static Integer add(Integer x) {
              return n += x; //!
            }\
            """.replace("Case4", "Case" + table.size()));
        notFinal(table, "in one implementation of a virtual method", """
            interface Shape { double area(); } record Sq(double a) implements Shape { public double area() { return a * a; } }
            record Odd(double a) implements Shape { public double area() {
              return a * factor; //!
            } } static double factor = 2;
            static double step(Shape s) { return s.area(); }\
            """);
        notFinal(table, "in a static initialiser", """
            static int loaded; static class Late { static final Object O; static {
              loaded++; //!
              O = "x"; } }
            static String step(String s) { return s + Late.O; }\
            """);
        notFinal(table, "in a constructor", """
            static int made; static class T { T() {
              made++; //!
            } }
            static int step(int n) { return new T().hashCode(); }\
            """);
        notFinal(table, "in an instance initialiser", """
            static int made; static class T {
              int id = made++; //!
            }
            static int step(int n) { return new T().id; }\
            """);
        notFinal(table, "in a superclass's method", """
            static int n; static class A { int f() {
              return n; //!
            } } static class B extends A {}
            static int step(int x) { return new B().f(); }\
            """);
        notFinal(table, "by way of a generic bridge", """
            static int n; interface Op<T> { T run(T t); } static class Up implements Op<String> { public String run(String s) {
              return s + n; //!
            } }
            static String step(String s) { Op<String> op = new Up(); return op.run(s); }\
            """);
        notFinal(table, "in a method that the JDK calls back", """
            static int n; static class K implements Comparable<K> { public int compareTo(K o) {
              return n; //!
            } }
            static int step(int x) { var s = new TreeSet<K>(); s.add(new K()); return s.size(); }\
            """);
        notFinal(table, "in toString of a record", """
            static int n; record R(int x) { public String toString() {
              return "R" + n; //!
            } }
            static String step(int x) { return "r" + new R(x); }\
            """);
        notFinal(table, "in the constructor of a decoded record", """
            static int n; record R(int x) { R {
              n = x; //!
            } }
            static int step(R r) { return 1; }\
            """);
        notFinal(table, "in a record inside a decoded list", """
            static int n; record R(int x) { R {
              n = x; //!
            } } record All(Map<String, List<R>> all) {}
            static int step(All a) { return 1; }\
            """);
        notFinal(table, "in a default method", """
            static int n; interface I { int a(); default int b() {
              return n; //!
            } }
            static int step(int x) { I i = () -> 3; return i.b(); }\
            """);
        notFinal(table, "in an anonymous class", """
            static int n; static int step(int x) { return new Object() { int f() {
              return n; //!
            } }.f(); }\
            """);
        notFinal(table, "in a local class", """
            static int n; static int step(int x) { class L { int f() {
              return n; //!
            } } return new L().f(); }\
            """);
        notFinal(table, "in a method of an enum constant", """
            static int n; enum Op { A { int f() {
              return n; //!
            } }; abstract int f(); }
            static int step(Op op) { return op.f(); }\
            """);
        notFinal(table, "in a finally block", """
            static int n; static int step(int x) { try { return x; } finally {
              n++; //!
            } }\
            """);
        notFinal(table, "in another class of the file", """
            static class Counter { private static long next; static long next() {
              return next++; //!
            } }
            static long step(int x) { return Counter.next(); }\
            """);
    }

    private static void kinds(List<String[]> table) {
        notFinal(table, "initialised lazily", """
            private static Pattern p; static boolean step(String s) {
              if (p == null) p = Pattern.compile("a"); //!
              return p.matcher(s).find(); }\
            """);
        notFinal(table, "volatile", """
            static volatile boolean on; static boolean step(String s) {
              return on; //!
            }\
            """);
        notFinal(table, "inherited", """
            static class Base { protected static int n; } static class Sub extends Base { static int f() {
              return n; //!
            } }
            static int step(int x) { return Sub.f(); }\
            """);
        notFinal(table, "an enum's own counter", """
            enum E { A; int n; }
            static int step(E e) {
              return e.n++; //!
            }\
            """);
        table.add(new String[] {"an array in an enum", "static-mutable", """
            enum E { A; final int[] counts = new int[3]; }
            static int step(E e) {
              return e.counts[0]++; //!
            }\
            """});
        notFinal(table, "a helper of the initialiser", """
            static int n; static final int START = start();
            static int start() {
              return ++n; //!
            }
            static int step(int x) { return x + START; }\
            """);
    }

    private static void mutable(List<String[]> table, String name, String field) {
        table.add(new String[] {"static final " + name, "static-mutable", "static final " + field + """

            static String step(String s) {
              return s + C; //!
            }\
            """});
    }

    private static void objects(List<String[]> table) {
        mutable(table, "StringBuilder", "StringBuilder C = new StringBuilder();");
        mutable(table, "array", "int[] C = {1, 2};");
        mutable(table, "HashMap", "Map<String, Integer> C = new HashMap<>();");
        mutable(table, "ArrayList", "List<String> C = new ArrayList<>();");
        mutable(table, "Arrays.asList", "List<String> C = Arrays.asList(\"a\");");
        mutable(table, "EnumMap", "Map<TimeUnit, String> C = new EnumMap<>(TimeUnit.class);");
        mutable(table, "ConcurrentHashMap", "ConcurrentMap<String, Integer> C = new ConcurrentHashMap<>();");
        mutable(table, "AtomicInteger", "AtomicInteger C = new AtomicInteger();");
        mutable(table, "LongAdder", "LongAdder C = new LongAdder();");
        mutable(table, "Date", "Date C = new Date(0);");
        mutable(table, "Calendar", "Object C = new GregorianCalendar(2020, 1, 1);");
        mutable(table, "Random", "Random C = new Random(1);");
        mutable(table, "ThreadLocal", "ThreadLocal<String> C = new ThreadLocal<>();");
        mutable(table, "ExecutorService", "ExecutorService C = ForkJoinPool.commonPool();");
        mutable(table, "BitSet", "BitSet C = new BitSet();");
        mutable(table, "SimpleDateFormat", "Object C = new java.text.SimpleDateFormat(\"yyyy\");");
        mutable(table, "ByteArrayOutputStream", "OutputStream C = new ByteArrayOutputStream();");
        mutable(table, "list of arrays", "List<int[]> C = List.of(new int[1]);");
        mutable(table, "list of mutable lists", "List<List<String>> C = List.of(new ArrayList<>());");
        mutable(
                table,
                "unmodifiable list of builders",
                "List<Object> C = Collections.unmodifiableList(new ArrayList<>(List.of(new StringBuilder())));");
        mutable(table, "map to counters", "Map<String, AtomicLong> C = Map.of(\"a\", new AtomicLong());");
        mutable(table, "record with a list", "R C = new R(new ArrayList<>()); record R(List<String> l) {}");
        mutable(table, "object with a field that can be set", "P C = new P(); static class P { int n; }");
        mutable(
                table,
                "object with a mutable part",
                "P C = new P(); static class P { final List<String> l = new ArrayList<>(); }");
        mutable(
                table,
                "subclass of a collection",
                "Object C = new Mine(); static class Mine extends HashMap<String, String> {}");
        mutable(
                table,
                "lambda that captured a counter",
                "Supplier<Integer> C = counter(); static Supplier<Integer> counter() { int[] n = {0}; return () ->"
                        + " n[0]++; }");
        mutable(
                table,
                "handle of a static variable",
                "VarHandle C = handle(); static int n; static VarHandle handle() { try { return MethodHandles.lookup()"
                        + ".findStaticVarHandle(MethodHandles.lookup().lookupClass(), \"n\", int.class); }"
                        + " catch (ReflectiveOperationException e) { throw new IllegalStateException(e); } }");
        mutable(table, "Optional of a builder", "Optional<StringBuilder> C = Optional.of(new StringBuilder());");
    }

    private static void process(List<String[]> table) {
        exit(table, "System.exit", "System.exit(3);");
        exit(table, "Runtime.halt", "Runtime.getRuntime().halt(3);");
        exit(table, "Runtime.exit", "Runtime.getRuntime().exit(3);");
        table.add(new String[] {"System.exit deep in a lambda", "process-exit", """
            static int step(int n) { return run(() -> {
               System.exit(n); //!
            }, n); } static int run(Runnable r, int n) { r.run(); return n; }\
            """});
        table.add(new String[] {"System.exit by method reference", "process-exit", """
            static int step(int n) {
              IntConsumer end = System::exit; //!
              end.accept(n); return n; }\
            """});
        state(table, "System.setProperty", "System.setProperty(\"a\", \"b\");");
        state(table, "System.setOut", "System.setOut(System.err);");
        state(table, "System.setIn", "System.setIn(null);");
        state(table, "Locale.setDefault", "Locale.setDefault(Locale.ROOT);");
        state(table, "TimeZone.setDefault", "TimeZone.setDefault(null);");
        state(table, "a shutdown hook", "Runtime.getRuntime().addShutdownHook(new Thread());");
        state(table, "a default exception handler", "Thread.setDefaultUncaughtExceptionHandler(null);");
        table.add(new String[] {"an initialiser that fails", "static-unknown", """
            static class Bad { static final Object O = Integer.valueOf("x"); }
            static String step(String s) {
              return s + Bad.O; //!
            }\
            """});
    }

    private static void exit(List<String[]> table, String name, String statement) {
        table.add(call(name, "process-exit", statement));
    }

    private static void state(List<String[]> table, String name, String statement) {
        table.add(call(name, "process-state", statement));
    }

    private static String[] call(String name, String code, String statement) {
        return new String[] {name, code, "static int step(int n) {\n" + statement + " //!\nreturn n; }"};
    }
}
