package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProverTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Instant.now().toString()                         | the clock
        "" + System.currentTimeMillis()                  | the clock
        "" + new Date()                                  | the clock
        "" + new Random().nextInt()                      | random numbers
        UUID.randomUUID().toString()                     | random numbers
        "" + Math.random()                               | random numbers
        System.getenv("HOME")                            | the environment
        System.getProperty("user.home")                  | the environment
        ZoneId.systemDefault().getId()                   | the environment
        "" + HttpClient.newHttpClient()                  | the network
        "" + new Socket()                                | the network
        Files.readString(Path.of("/etc/hosts"))          | files by their path
        "" + new ProcessBuilder("ls").start()            | other programs
        "" + Class.forName("p.P")                        | reflection
        "" + ServiceLoader.load(Runnable.class)          | ServiceLoader
        "" + MethodHandles.lookup()                      | a method-handle look-up
        """)
    void what_is_no_input_is_noted_with_its_line(String expression, String what) {
        var source = """
            package p; import java.lang.invoke.*; import java.net.*; import java.net.http.*; import java.nio.file.*;
            import java.time.*; import java.util.*;
            class P { static String step() throws Exception { return help(); }
            static String help() throws Exception {
              return %s; } }
            """.formatted(expression);
        var proof = Compiled.of("P.java", source).prove("p.P", "step");

        assertThat(proof.problems()).isEmpty();
        assertThat(proof.notes()).singleElement().asString().startsWith("uses " + what + " (P.java:5)");
    }

    @Test
    void code_that_can_not_be_followed_counts_as_all_of_the_users_code() {
        var reflecting = "class P { static String step(String s) throws Exception { return s + Class.forName(s); } "
                + "static int other() { return %d; } }";
        var plain = "class P { static String step(String s) { return s; } static int other() { return %d; } }";

        assertThat(Compiled.of("P.java", reflecting.formatted(1))
                        .prove("P", "step")
                        .code())
                .isNotEqualTo(Compiled.of("P.java", reflecting.formatted(2))
                        .prove("P", "step")
                        .code());
        assertThat(Compiled.of("P.java", plain.formatted(1)).prove("P", "step").code())
                .isEqualTo(Compiled.of("P.java", plain.formatted(2))
                        .prove("P", "step")
                        .code());
    }

    @Test
    void the_way_to_a_problem_is_told() {
        var compiled = Compiled.of("P.java", """
            class P {
              static int n;
              static int step(int x) { return one(x); }
              static int one(int x) { return two(x); }
              static int two(int x) {
                return n + x;
              }
            }
            """);

        assertThat(compiled.prove("P", "step").problems())
                .containsExactly(new Problem(
                        "static-not-final",
                        "P.two reads the static field P.n, which is not final: steps may run in different processes"
                                + " (reached by P.step → P.one → P.two)",
                        "P.java:6",
                        null,
                        "Make it final, or pass it as an input, or mark the field @Shared(\"why\") if sharing it"
                                + " changes no result"));
    }

    @Test
    void the_reasons_for_shared_fields_are_listed() {
        var compiled = Compiled.of("P.java", """
            import dev.towpath.*; import java.util.*;
            class P { @Shared("a memo") static final Map<String, String> MEMO = new HashMap<>();
            static String step(String s) { return MEMO.get(s); } }
            """);

        assertThat(compiled.prove("P", "step").shared()).isEqualTo(Map.of("P.MEMO", "a memo"));
    }

    @Test
    void a_step_counts_with_its_own_table_of_a_switch_only() {
        var source = """
            import java.util.concurrent.*; import java.time.*;
            class P { static int step(DayOfWeek d) { switch (d) { case %s: return 1; default: return 2; } }
            static int other(TimeUnit u) { switch (u) { case %s: return 1; default: return 2; } } }
            """;
        var before = Compiled.of("P.java", source.formatted("MONDAY", "DAYS"))
                .prove("P", "step")
                .code();

        assertThat(Compiled.of("P.java", source.formatted("MONDAY", "HOURS"))
                        .prove("P", "step")
                        .code())
                .isEqualTo(before);
        assertThat(Compiled.of("P.java", source.formatted("FRIDAY", "DAYS"))
                        .prove("P", "step")
                        .code())
                .isNotEqualTo(before);
    }

    @Test
    void what_a_type_variable_stands_for_counts_when_it_is_named() {
        var source = "import java.util.*; class P { record Box(%s x) {} "
                + "static <T> List<T> step(List<T> l) { return l.reversed(); } }";
        var one = Compiled.of("P.java", source.formatted("int"));
        var other = Compiled.of("P.java", source.formatted("long"));
        var method = one.method("P", "step");

        assertThat(new Prover(one.loader()).prove(method).code())
                .isEqualTo(new Prover(other.loader()).prove(method).code());
        assertThat(new Prover(one.loader()).prove(method, List.of("P$Box")).code())
                .isNotEqualTo(new Prover(other.loader())
                        .prove(method, List.of("P$Box"))
                        .code());
    }

    @Test
    void library_jars_count_once_one_of_their_classes_is_used(@TempDir Path folder) throws IOException {
        var one = withLibrary(folder.resolve("one"), "return 3;");
        var other = withLibrary(folder.resolve("other"), "return 4;");

        assertThat(one.prove("P", "uses").code())
                .isNotEqualTo(other.prove("P", "uses").code());
        assertThat(one.prove("P", "not").code())
                .isEqualTo(other.prove("P", "not").code());
    }

    private static Compiled withLibrary(Path folder, String body) throws IOException {
        var user = "class P { static int uses() { return lib.Lib.f(); } static int not() { return 1; } }";
        var library = "package lib; public class Lib { public static int f() { " + body + " } }";
        var classes = Compiled.compile(Map.of("P.java", user, "Lib.java", library));
        var jar = Files.createDirectory(folder).resolve("lib.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("lib/Lib.class"));
            zip.write(classes.remove("lib.Lib"));
        }
        var bundle = Bundle.builder().classes(classes).library(jar).build();
        return new Compiled(BundleLoader.of(bundle, ProverTest.class.getClassLoader()));
    }

    @Test
    void proofs_are_kept_and_used_again() {
        var compiled = Compiled.of("P.java", """
            class P { static int n; static int bad() { return n; } static long good() { return System.nanoTime(); } }
            """);
        var prover = new Prover(compiled.loader());
        var bad = prover.prove(compiled.method("P", "bad"));
        var good = prover.prove(compiled.method("P", "good"), List.of("P"));

        var kept = Proofs.read(prover.proofs().toBytes());

        assertThat(kept).isEqualTo(prover.proofs());
        var again = new Prover(new NoCode(compiled.loader()), kept);
        assertThat(again.prove(compiled.method("P", "bad"))).isEqualTo(bad);
        assertThat(again.prove(compiled.method("P", "good"), List.of("P"))).isEqualTo(good);
        assertThat(Proofs.read(new byte[] {1, 2, 3})).isEqualTo(Proofs.NONE);
    }

    /// Fails the test if any class is read.
    private record NoCode(ClassLoader loader) implements UserCode {
        @Override
        public byte[] classFile(String name) {
            throw new AssertionError("read " + name);
        }

        @Override
        public SortedSet<String> classNames() {
            throw new AssertionError("listed the classes");
        }

        @Override
        public Digest digest() {
            throw new AssertionError("digested the classes");
        }
    }

    @Test
    void a_library_method_can_be_a_step_and_one_that_exits_can_not() {
        var compiled = Compiled.of("P.java", "class P {}");
        var trim = new MethodRef(MethodRef.Kind.VIRTUAL, "java.lang.String", "trim", "()Ljava/lang/String;");
        var exit = new MethodRef(MethodRef.Kind.STATIC, "java.lang.System", "exit", "(I)V");

        assertThat(new Prover(compiled.loader()).prove(trim).problems()).isEmpty();
        assertThat(new Prover(compiled.loader()).prove(exit).problems())
                .extracting(Problem::code)
                .containsExactly("process-exit");
    }

    @Test
    void a_definition_in_a_static_field_does_not_take_half_initialised_fields_for_null() throws Exception {
        var compiled = Compiled.of("P.java", """
            package p; import dev.towpath.code.*; import java.util.*;
            public class P {
              public static final Proof PROOF = new Prover(UserCodes.of(P.class))
                  .prove(new MethodRef(MethodRef.Kind.STATIC, "p.P", "step", "()Ljava/lang/String;"));
              static final List<String> LATER = new ArrayList<>();
              static String step() { return "" + LATER; }
            }
            """);

        var proof = (Proof)
                Class.forName("p.P", true, compiled.loader()).getField("PROOF").get(null);

        assertThat(proof.problems()).extracting(Problem::code).containsExactly("static-unknown");
    }
}
