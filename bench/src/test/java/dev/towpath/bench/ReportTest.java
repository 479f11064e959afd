package dev.towpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static String line(String workload, Measured measured, int run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", workload);
        facts.put("engine", "towpath");
        facts.put("store", "sqlite");
        facts.put("durability", "strict");
        return measured.line(facts, run);
    }

    private static List<String> rows(String... lines) {
        return Report.table(Stream.of(lines), Stream.empty()).stream().skip(2).toList();
    }

    @Test
    void a_row_has_the_first_run_and_the_median_of_the_others() {
        var rows = rows(
                line("W2", Measured.parts(1000, 9), 0),
                line("W2", Measured.parts(1000, 0.5), 1),
                line("W2", Measured.parts(1000, 0.25), 2),
                line("W2", Measured.parts(1000, 1), 3));

        assertThat(rows)
                .containsExactly(
                        "| W2 | 1,000 | towpath, sqlite | strict | 9 s | 0.500 s | 0.250 to 1 | 2,000 | 0.500 |  |");
    }

    @Test
    void what_is_always_cold_has_the_median_of_the_first_runs() {
        var rows = rows(line("W1", Measured.once(1, 2), 0), line("W1", Measured.once(1, 4), 0));

        assertThat(rows).containsExactly("| W1 | 1 | towpath, sqlite | strict | 3 s | 3 s | 2 to 4 |  |  |  |");
    }

    @Test
    void of_what_must_not_happen_the_worst_is_told() {
        var rows = rows(
                line("W8", Measured.once(1000, 1).with("finished_repeated", 0).with("p50_ms", 1.5), 1),
                line("W8", Measured.once(1000, 1).with("finished_repeated", 3).with("p50_ms", 2.5), 2),
                line("W8", Measured.once(1000, 1).with("finished_repeated", 0).with("p50_ms", 9.5), 3));

        assertThat(rows.getFirst()).endsWith("| finished repeated 3, p50 ms 2.50 |");
    }

    @Test
    void rows_of_a_workload_stand_together_in_the_order_they_came() {
        var rows = rows(
                line("W3", Measured.parts(1000, 1), 0),
                line("W2", Measured.parts(1000, 1), 0),
                line("W3", Measured.parts(10, 1), 0));

        assertThat(rows).extracting(row -> row.substring(2, 10)).containsExactly("W2 | 1,0", "W3 | 1,0", "W3 | 10 ");
    }

    @Test
    void a_goal_stands_behind_the_row_it_is_for() {
        var table = Report.table(
                Stream.of(line("W2", Measured.parts(1000, 1), 0), line("W2", Measured.parts(10, 1), 0))
                        .map(line -> line.replace("strict", "strict: how")),
                Stream.of("# a comment", "W2 1000 sqlite strict = 0.5 ms a step"));

        assertThat(table.get(0)).endsWith("| goal |");
        assertThat(table.get(2)).endsWith("| 0.5 ms a step |");
        assertThat(table.get(3)).endsWith("|  |");
    }
}
