package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.FileRef;
import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Shared;
import dev.towpath.Status;
import dev.towpath.spi.StoreException;
import dev.towpath.value.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looking at runs, logs, events and artifacts, by the process that made them and by others.
class LooksTest {
    record In(String word, int count) {}

    record Out(FileRef report, String text) {}

    static List<String> words(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + i).toList();
    }

    static String shout(String word) {
        System.out.println("shouting " + word);
        return word.toUpperCase(java.util.Locale.ROOT);
    }

    static Out report(List<String> words, Attempt attempt) throws IOException {
        var file = attempt.newFile("report.html");
        Files.writeString(file.path(), String.join(" ", words));
        attempt.log().info("written");
        return new Out(file, "done");
    }

    private static final Pipeline<In, Out> PIPELINE = Pipeline.define("shouts", In.class, (p, in) -> {
        var words = p.step("words", LooksTest::words, in.get(In::word), in.get(In::count));
        return p.step("report", LooksTest::report, p.each("shout", LooksTest::shout, words), p.attempt());
    });

    @Shared("lets a test say when a step goes on")
    private static final Semaphore GATE = new Semaphore(0);

    @TempDir
    Path folder;

    private RunId run;

    @BeforeEach
    void runs() throws InterruptedException {
        try (var towpath = Towpath.open(folder, PIPELINE)) {
            var options = RunOptions.DEFAULT.origins(Map.of("word", "option --word"));
            var submitted = towpath.submit(PIPELINE, new In("a", 3), options);
            submitted.await();
            run = submitted.id();
        }
    }

    @Test
    void a_view_shows_status_steps_input_and_the_places_of_the_result() throws IOException {
        try (var reader = Towpath.reading(folder)) {
            var view = reader.view(run);
            assertThat(view.pipeline()).isEqualTo("shouts");
            assertThat(view.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(view.interrupted()).isFalse();
            assertThat(view.input()).isEqualTo("{\"word\":\"a\",\"count\":3}");
            assertThat(view.steps()).extracting(StepView::name).containsExactly("words", "shout", "report");
            assertThat(view.steps()).extracting(StepView::status).containsOnly(Status.SUCCEEDED);
            var shout = view.steps().get(1);
            assertThat(shout.kind()).isEqualTo("each");
            assertThat(shout.units()).isEqualTo(Map.of(Status.SUCCEEDED, 3));
            assertThat(shout.done()).isEqualTo(3);
            assertThat(shout.total()).isEqualTo(3);
            assertThat(view.steps().get(0).units()).isNull();

            var output = (Map<?, ?>) Json.parse(view.output());
            var report = (Map<?, ?>) output.get("report");
            assertThat(report.keySet()).isEqualTo(java.util.Set.of("path", "digest", "size"));
            assertThat(Path.of((String) report.get("path"))).hasContent("A0 A1 A2");
            assertThat(output.get("text")).isEqualTo("done");
            assertThat(reader.origins(run)).containsExactly(Map.entry("word", "option --word"));
            assertThat(reader.plan(run).nodes()).hasSize(3);
        }
    }

    @Test
    void a_run_is_found_by_the_start_of_its_name() {
        try (var reader = Towpath.reading(folder)) {
            assertThat(reader.find(run.text())).isEqualTo(run);
            assertThat(reader.find(run.text().substring(0, 12))).isEqualTo(run);
            assertThat(reader.find(run.text().substring(2, 12))).isEqualTo(run);
            assertThatThrownBy(() -> reader.find("r-zzz"))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("r-zzz");
            assertThat(reader.runs(10)).extracting(RunView::id).containsExactly(run);
        }
    }

    @Test
    void logs_are_read_by_step_unit_offset_and_from_the_end() {
        try (var reader = Towpath.reading(folder)) {
            assertThat(reader.logs(run, LogQuery.of("report")))
                    .extracting(LogLine::text)
                    .containsExactly("written");
            assertThat(reader.logs(run, LogQuery.ALL)).hasSize(4);
            assertThat(reader.logs(run, LogQuery.ALL.last(1)))
                    .extracting(LogLine::text)
                    .containsExactly("written");
            assertThat(reader.logs(run, new LogQuery("shout", 1, 0, 0, 0)))
                    .extracting(LogLine::text, LogLine::stream)
                    .containsExactly(org.assertj.core.api.Assertions.tuple("shouting a1", "stdout"));
            assertThat(reader.logs(run, new LogQuery(null, -1, 0, 3, 0))).hasSize(1);
            assertThatThrownBy(() -> reader.logs(run, LogQuery.of("shuot")))
                    .hasMessageContaining("Did you mean 'shout'?");
        }
    }

    @Test
    void events_tell_the_whole_history_in_order() {
        try (var reader = Towpath.reading(folder)) {
            var events = reader.events(run, 1, 1000);
            var numbers = events.stream().map(EventView::seq).toList();
            assertThat(numbers)
                    .isEqualTo(new ArrayList<>(new TreeSet<>(numbers)))
                    .startsWith(1L);
            assertThat(events).extracting(EventView::step).contains("words", "shout", "report");
            assertThat(reader.events(run, numbers.get(2), 1)).hasSize(1);
        }
    }

    @Test
    void artifacts_have_names_and_versions_and_are_copied_out_verified() throws Exception {
        try (var towpath = Towpath.open(folder, PIPELINE)) {
            towpath.run(PIPELINE, new In("b", 1)).await();
        }
        try (var reader = Towpath.reading(folder)) {
            var report = reader.artifact("shouts/report/report");
            assertThat(report.version()).isEqualTo(2);
            assertThat(report.fileName()).isEqualTo("report.html");
            assertThat(reader.copy(report, folder.resolve("new.html"))).hasContent("B0");
            var first = reader.artifact("shouts/report/report/1");
            var target = Files.createDirectory(folder.resolve("out"));
            assertThat(reader.copy(first, target))
                    .isEqualTo(target.resolve("report.html"))
                    .hasContent("A0 A1 A2");
            try (var in = reader.open(reader.artifact("shouts/words/output/1"))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("[\"a0\",\"a1\",\"a2\"]");
            }
            assertThat(reader.artifact("shouts/words")).isEqualTo(reader.artifact("shouts/words/output/2"));
            assertThat(reader.artifacts(ArtifactFilter.of(run))).allMatch(artifact -> artifact.version() == 1);
            assertThatThrownBy(() -> reader.artifact("shouts/report/reprot"))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("Did you mean 'shouts/report/report'");
            assertThatThrownBy(() -> reader.artifact("shouts/report/report/9"))
                    .hasMessageContaining("shouts/report/report");
        }
    }

    @Test
    void a_damaged_artifact_is_not_handed_out() throws Exception {
        try (var reader = Towpath.reading(folder)) {
            var report = reader.artifact("shouts/report/report");
            try (var files = Files.walk(folder.resolve("artifacts"))) {
                var blob = files.filter(file -> file.getFileName()
                                .toString()
                                .contains(report.digest().hex().substring(4)))
                        .findFirst()
                        .orElseThrow();
                assertThat(blob.toFile().setWritable(true)).isTrue();
                Files.writeString(blob, "damaged!");
            }
            var target = folder.resolve("copy.html");
            assertThatThrownBy(() -> reader.copy(report, target))
                    .isInstanceOf(StoreException.class)
                    .extracting("code")
                    .isEqualTo("artifact-corrupt");
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void what_steps_print_never_reaches_the_programs_own_output_and_followers_see_it() throws Exception {
        var former = System.out;
        var captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        var lines = new ArrayList<String>();
        var events = new ArrayList<String>();
        try {
            try (var towpath = Towpath.open(folder, PIPELINE)) {
                var submitted = towpath.run(PIPELINE, new In("c", 2));
                towpath.followLogs(submitted.id(), line -> lines.add(line.text()));
                towpath.followEvents(submitted.id(), event -> events.add(event.type()));
                submitted.await();
                System.out.print("mine");
            }
        } finally {
            System.setOut(former);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8)).isEqualTo("mine");
        assertThat(lines).containsExactlyInAnyOrder("shouting c0", "shouting c1", "written");
        assertThat(events).isNotEmpty();
    }

    static String slow(String word, Attempt attempt) throws InterruptedException {
        attempt.progress(3, 10);
        GATE.acquire();
        return word;
    }

    @Test
    void a_view_of_a_run_that_is_executed_shows_how_far_its_steps_say_they_are() throws Exception {
        var pipeline = Pipeline.define(
                "slow", In.class, (p, in) -> p.step("slow", LooksTest::slow, in.get(In::word), p.attempt()));
        try (var towpath = Towpath.open(folder, pipeline)) {
            var slow = towpath.run(pipeline, new In("x", 0));
            while (slow.view().steps().getFirst().done() == 0) Thread.onSpinWait();
            assertThat(slow.view().steps().getFirst().done()).isEqualTo(3);
            assertThat(slow.view().steps().getFirst().total()).isEqualTo(10);
            assertThat(slow.view().status()).isEqualTo(Status.RUNNING);
            GATE.release();
            assertThat(slow.await()).isEqualTo("x");
        }
    }

    @Test
    void a_folder_without_a_store_can_not_be_read_and_is_not_made() {
        var none = folder.resolve("none");
        assertThatThrownBy(() -> Towpath.reading(none))
                .isInstanceOf(StoreException.class)
                .extracting("code")
                .isEqualTo("store-missing");
        assertThat(none).doesNotExist();
    }
}
