package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The units of a mapped step as people look at them, and what the good ones gave.
class UnitsTest {
    private static final String SOURCE = Sources.of("Many", """
        public static Pipeline<Input, List<FileRef>> pipeline() {
            return Pipeline.define("many", Input.class, (p, in) -> {
                var numbers = p.step("numbers", Many::numbers, in.get(Input::name));
                return p.each("make", Many::make, numbers, p.attempt());
            });
        }
        static List<Integer> numbers(String name) {
            var all = new ArrayList<Integer>();
            for (var i = 0; i < 5; i++) all.add(i == 3 && name.equals("bad") ? -1 : i);
            return all;
        }
        static FileRef make(int number, Attempt attempt) throws java.io.IOException {
            if (number < 0) throw new BusinessError("number " + number + " is bad");
            var file = attempt.newFile("n" + number + ".txt");
            Files.writeString(file.path(), "made " + number);
            return file;
        }\
        """);

    private static final String LONG = Sources.of("Long", """
        public static Pipeline<Input, List<Integer>> pipeline() {
            return Pipeline.define("long", Input.class, (p, in) ->
                p.each("twice", Long::twice, p.step("numbers", Long::numbers, in.get(Input::name))));
        }
        static List<Integer> numbers(String name) {
            var all = new ArrayList<Integer>();
            for (var i = 0; i < 60; i++) all.add(i);
            return all;
        }
        static Integer twice(int number) { return 2 * number; }\
        """);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private void fail() {
        assertThat(cli.run("run", cli.write("Many.java", SOURCE), "--name", "bad"))
                .isEqualTo(ExitCode.RUN_FAILED);
    }

    @Test
    void the_summary_of_a_failed_mapped_step_says_how_to_get_the_good_units() {
        fail();
        assertThat(cli.out()).contains("4 units of make succeeded: towpath artifacts get r-", "/make@UNIT");
        assertThat(cli.run("show", "last")).isZero();
        assertThat(cli.out()).contains("4 units of make succeeded: towpath artifacts get r-");
    }

    @Test
    void units_are_a_table_with_the_failed_ones_first() {
        fail();
        assertThat(cli.run("show", "last", "--units", "make")).isZero();
        var rows = cli.out()
                .lines()
                .dropWhile(line -> !line.contains("UNIT"))
                .limit(6)
                .toList();
        assertThat(rows.get(0)).contains("UNIT", "STATUS", "TRIES", "TIME");
        assertThat(rows.get(1)).contains("3", "FAILED", "number -1 is bad", "Many.java:");
        assertThat(rows.subList(2, 6)).allMatch(row -> row.contains("SUCCEEDED"));
        assertThat(cli.run("show", "last", "--units", "make", "--status", "FAILED"))
                .isZero();
        assertThat(cli.out()).contains("FAILED").doesNotContain("SUCCEEDED");
        assertThat(cli.run("show", "last", "--units", "make", "--status", "cancelled"))
                .isZero();
        assertThat(cli.out()).contains("None is CANCELLED.");
        assertThat(cli.run("show", "last", "--units", "make", "--status", "faled"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("Did you mean 'FAILED'?");
        assertThat(cli.run("show", "last", "--status", "failed")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("show", "last", "--units", "numbers")).isZero();
        assertThat(cli.out()).contains("no units");
    }

    @Test
    void units_are_a_list_for_programs() {
        fail();
        assertThat(cli.run("show", "last", "--units", "make", "--output", "json"))
                .isZero();
        var units = (List<?>) Json.parse(cli.out());
        assertThat(units).hasSize(5);
        var first = (Map<?, ?>) units.getFirst();
        assertThat(first.keySet().stream().map(String::valueOf)).containsExactly("unit", "status", "attempts", "error");
        assertThat(first.get("unit")).isEqualTo(3L);
        assertThat(first.get("status")).isEqualTo("FAILED");
        assertThat(((Map<?, ?>) first.get("error")).get("message")).asString().contains("number -1 is bad");
        assertThat(units.get(1)).isEqualTo(Json.parse("""
            {"unit":0,"status":"SUCCEEDED","attempts":1,"error":null}\
            """));
    }

    @Test
    void of_many_units_fifty_are_shown() {
        cli.run("run", cli.write("Long.java", LONG));
        assertThat(cli.run("show", "last", "--units", "twice")).isZero();
        assertThat(cli.out().lines().filter(line -> line.contains(" SUCCEEDED ")))
                .hasSize(51);
        assertThat(cli.out()).contains("10 more units: towpath show r-", "--units twice --limit 60");
        assertThat(cli.run("show", "last", "--units", "twice", "--limit", "60")).isZero();
        assertThat(cli.out()).doesNotContain("more units");
    }

    @Test
    void what_a_good_unit_of_a_failed_run_gave_is_printed_and_copied() {
        fail();
        assertThat(cli.run("artifacts", "cat", "last/make@4")).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("made 4");
        assertThat(cli.run("artifacts", "get", "last/make@0")).isZero();
        assertThat(folder.resolve("n0.txt")).hasContent("made 0");
        assertThat(cli.run("artifacts", "get", "last/make@0")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("artifacts", "cat", "last/make@3")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("is FAILED and gave no value", "--units make");
        assertThat(cli.run("artifacts", "cat", "last/make@9")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("Its units are 0 to 4.");
    }

    @Test
    void elements_of_a_list_are_printed_and_copied_by_index() {
        cli.run("run", cli.write("Many.java", SOURCE));
        assertThat(cli.run("artifacts", "cat", "many/make/output/1@2")).isZero();
        assertThat(cli.out()).isEqualTo("made 2");
        assertThat(cli.run("artifacts", "cat", "many/numbers@2")).isZero();
        assertThat(cli.out()).isEqualTo("2");
        assertThat(cli.run("artifacts", "get", "many/numbers@2", "--output", "json"))
                .isZero();
        assertThat(folder.resolve("numbers-2.json")).hasContent("2");
        assertThat(((Map<?, ?>) Json.parse(cli.out())).get("path")).isEqualTo("many/numbers/output/1@2");
        assertThat(cli.run("artifacts", "cat", "many/make@7")).isEqualTo(ExitCode.NOT_FOUND);
    }
}
