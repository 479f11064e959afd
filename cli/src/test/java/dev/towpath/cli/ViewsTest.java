package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import dev.towpath.value.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Runs as pictures: live, as lines, as tables, as JSON.
class ViewsTest {
    private static final Instant START = Instant.parse("2026-11-20T12:03:04Z");
    private static final Failure FAILURE = new Failure(
            "step-failed",
            "index 7 is out of bounds",
            "count",
            17,
            4,
            "CodeCensus.java:104",
            "Correct the step and resume the run.",
            "java.lang.IndexOutOfBoundsException",
            "java.lang.IndexOutOfBoundsException: index 7\n\tat CodeCensus.count(CodeCensus.java:104)\n",
            List.of("reading a/B.java", "no types\u001b[31m here"));

    private static StepView step(String name, Status status) {
        return step(name, status, null, 0, 0, null);
    }

    private static StepView step(
            String name,
            Status status,
            @Nullable Map<Status, Integer> units,
            long done,
            long total,
            @Nullable Failure failure) {
        var begun = status != Status.CREATED && status != Status.SKIPPED;
        var attempts = units == null ? begun ? 1 : 0 : (int) done + 4;
        var started = begun ? START.plusMillis(100) : null;
        var ended = begun && status.isTerminal() ? START.plusMillis(1400) : null;
        var reason = status == Status.SKIPPED ? "its branch was not taken" : "";
        return new StepView(
                name,
                units == null ? "step" : "each",
                "",
                status,
                attempts,
                units,
                done,
                total,
                started,
                ended,
                failure,
                reason);
    }

    private static RunView view(Status status, @Nullable Failure failure, StepView... steps) {
        return new RunView(
                new RunId("r-01jd3k5v9qf6w8t2m4x7c0bznh"),
                "code-census",
                status,
                false,
                null,
                null,
                START,
                START.plusMillis(100),
                status.isTerminal() ? START.plusMillis(3400) : null,
                "{}",
                status == Status.SUCCEEDED ? "{\"page\":{\"path\":\"x\",\"digest\":\"00\",\"size\":3}}" : null,
                List.of(steps),
                failure,
                "");
    }

    private static RunView running() {
        return view(
                Status.RUNNING,
                null,
                step("list", Status.SUCCEEDED),
                step(
                        "count",
                        Status.RUNNING,
                        Map.of(Status.SUCCEEDED, 5120, Status.RUNNING, 2, Status.CREATED, 9878),
                        5120,
                        15000,
                        null),
                step("subtotal", Status.CREATED),
                step("report", Status.CREATED));
    }

    private static RunView failed() {
        return view(
                Status.FAILED,
                FAILURE,
                step("list", Status.SUCCEEDED),
                step("count", Status.FAILED, Map.of(Status.SUCCEEDED, 19, Status.FAILED, 1), 20, 20, FAILURE),
                step("other", Status.SKIPPED),
                step("report", Status.CREATED));
    }

    @Test
    void the_live_view_is_the_golden_one() {
        var now = START.plusSeconds(12);
        var text = new StringBuilder();
        for (var style : List.of(new Style(false, true, 80), new Style(false, false, 80), new Style(true, true, 40))) {
            text.append(String.join("\n", new RunLines(style).live(running(), now, 0)))
                    .append("\n\n");
            text.append(String.join("\n", new RunLines(style).live(failed(), now, 0)))
                    .append("\n\n");
        }
        Golden.check("views/live.txt", text.toString());
    }

    @Test
    void a_live_line_is_never_wider_than_the_terminal() {
        for (var columns = 1; columns < 120; columns += 7) {
            for (var line : new RunLines(new Style(true, true, columns)).live(failed(), START.plusSeconds(9), 0)) {
                assertThat(Columns.of(line)).isLessThanOrEqualTo(columns);
            }
        }
    }

    @Test
    void of_many_steps_those_that_run_or_failed_are_shown() {
        var steps = new ArrayList<StepView>();
        for (var i = 0; i < 40; i++) steps.add(step("done" + i, Status.SUCCEEDED));
        steps.add(step("busy", Status.RUNNING));
        for (var i = 0; i < 40; i++) steps.add(step("later" + i, Status.CREATED));
        var lines = new RunLines(new Style(false, true, 80))
                .live(view(Status.RUNNING, null, steps.toArray(StepView[]::new)), START.plusSeconds(1), 12);
        assertThat(lines).hasSizeLessThanOrEqualTo(11);
        assertThat(String.join("\n", lines)).contains("busy", "done39", "72 more steps");
    }

    @Test
    void plain_lines_tell_each_change_once() {
        var plain = new PlainView(Style.PLAIN, ZoneOffset.UTC);
        var text = new ArrayList<String>();
        text.addAll(plain.news(
                view(Status.RUNNING, null, step("list", Status.RUNNING), step("count", Status.CREATED)), START));
        text.addAll(plain.news(running(), START.plusSeconds(2)));
        assertThat(plain.news(running(), START.plusSeconds(3))).isEmpty();
        text.addAll(plain.news(running(), START.plusSeconds(9)));
        text.addAll(plain.news(failed(), START.plusSeconds(12)));
        assertThat(plain.news(failed(), START.plusSeconds(30))).isEmpty();
        Golden.check("views/plain.txt", String.join("\n", text) + "\n");
    }

    @Test
    void the_table_of_steps_and_the_failure_are_the_golden_ones() {
        var text = new ArrayList<>(new RunLines(Style.PLAIN).table(failed(), START.plusSeconds(12)));
        text.add("");
        text.addAll(new Messages(Style.PLAIN).lines(FAILURE, true));
        Golden.check("views/failed.txt", String.join("\n", text) + "\n");
    }

    @Test
    void the_live_view_draws_in_place_and_gives_the_cursor_back() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (var live = new LiveView(out)) {
            live.draw(List.of("one", "two"));
            live.draw(List.of("three"));
            live.clear();
            live.clear();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\u001b", "^"))
                .isEqualTo("^[?25lone^[K\ntwo^[K\n^[J^[2A\rthree^[K\n^[J^[1A\r^[J^[?25h");
    }

    @Test
    void a_view_that_never_drew_leaves_the_terminal_alone() {
        var bytes = new ByteArrayOutputStream();
        new LiveView(new PrintStream(bytes, true, StandardCharsets.UTF_8)).close();
        assertThat(bytes.size()).isZero();
    }

    @Test
    void the_json_of_a_run_is_the_contract() {
        Golden.check("views/failed.json", Json.pretty(RunJson.of(failed())));
        Golden.check(
                "views/succeeded.json",
                Json.pretty(RunJson.of(view(Status.SUCCEEDED, null, step("list", Status.SUCCEEDED)))));
        Golden.check("views/no-run.json", Json.pretty(RunJson.noRun(new UsageError("no", "Do it."))));
        Golden.check("views/listed.json", Json.pretty(List.of(RunJson.listed(running()))));
    }
}
