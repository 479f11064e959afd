package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Shared;
import dev.towpath.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That sound stores are found sound is tested wherever a test leaves one: see [Sound].
class StoreCheckTest {
    record Count(int number) {}

    @Shared("lets a test say when a step goes on")
    private static final Semaphore GATE = new Semaphore(0);

    @TempDir
    Path folder;

    private RunId run;

    static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    static Integer plusOne(int number) {
        return number + 1;
    }

    static Integer sum(List<Integer> numbers) throws InterruptedException {
        GATE.acquire();
        return numbers.stream().mapToInt(n -> n).sum();
    }

    private static final Pipeline<Count, Integer> SUMS = Pipeline.define("sums", Count.class, (p, in) -> {
        var list = p.step("list", StoreCheckTest::upTo, in.get(Count::number));
        return p.step("sum", StoreCheckTest::sum, p.each("more", StoreCheckTest::plusOne, list));
    });

    @BeforeEach
    void a_store_with_one_run() throws Exception {
        GATE.drainPermits();
        GATE.release();
        try (var towpath = Towpath.open(store(), SUMS)) {
            var begun = towpath.run(SUMS, new Count(5));
            assertThat(begun.await()).isEqualTo(15);
            run = begun.id();
        }
    }

    private Path store() {
        return folder.resolve("store");
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store().resolve("towpath.db"));
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    private List<String> found(StoreCheck check) {
        return check.look().stream()
                .flatMap(verdict -> verdict.findings().stream()
                        .map(finding -> verdict.part() + ": " + finding.what() + " [" + finding.where() + "]"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE run SET status = 'RUNNING', output = NULL",
                "UPDATE run SET status = 'CANCELLED'",
                "UPDATE run SET seq = seq + 1",
                "UPDATE run SET ended_ms = ended_ms + 1",
                "UPDATE step SET status = 'QUEUED' WHERE name = 'sum'",
                "UPDATE step SET units = '{\"SUCCEEDED\":4}' WHERE name = 'more'",
                "DELETE FROM step WHERE name = 'list'"
            })
    void rows_that_are_not_what_the_events_tell_are_found_and_made_anew(String damage) throws Exception {
        sql(damage);
        try (var check = StoreCheck.of(store())) {
            assertThat(found(check)).isNotEmpty().allMatch(one -> one.contains(run.text()));
            assertThat(check.repair())
                    .singleElement()
                    .asString()
                    .startsWith("made the rows of run " + run + " from its ")
                    .endsWith(" events anew");
            assertThat(found(check)).isEmpty();
            assertThat(check.repair()).as("a second time").isEmpty();
        }
        try (var towpath = Towpath.reading(store())) {
            assertThat(towpath.view(run).status()).isEqualTo(Status.SUCCEEDED);
            assertThat(towpath.view(run).output()).isEqualTo("15");
        }
    }

    @Test
    void a_history_with_a_gap_is_found_and_left_to_people() throws Exception {
        sql("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event WHERE seq < 5)");
        try (var check = StoreCheck.of(store())) {
            var before = found(check);
            assertThat(before).anyMatch(one -> one.startsWith("histories: event ") && one.contains(run.text()));
            assertThat(check.repair()).isEmpty();
            assertThat(found(check)).isEqualTo(before);
        }
    }

    @Test
    void a_run_that_goes_on_is_looked_at_and_not_disturbed() throws Exception {
        try (var towpath = Towpath.open(store(), SUMS);
                var check = StoreCheck.of(store())) {
            var begun = towpath.run(SUMS, new Count(3));
            assertThat(found(check)).isEmpty();
            assertThat(check.repair()).isEmpty();
            GATE.release();
            assertThat(begun.await()).isEqualTo(6);
            assertThat(found(check)).isEmpty();
        }
    }

    @Test
    void a_backup_taken_while_a_run_goes_on_is_a_store_in_which_it_can_be_resumed() throws Exception {
        var copy = Files.createDirectory(folder.resolve("copy"));
        RunId open;
        try (var towpath = Towpath.open(store(), SUMS);
                var check = StoreCheck.of(store())) {
            open = towpath.run(SUMS, new Count(4)).id();
            assertThat(check.backup(copy.resolve("towpath.db"))).isPositive();
            assertThatThrownBy(() -> check.backup(copy.resolve("towpath.db"))).hasMessageContaining("there is a file");
        }
        copyTree(store().resolve("artifacts"), copy.resolve("artifacts"));
        GATE.release();
        try (var towpath = Towpath.open(copy, SUMS)) {
            assertThat(towpath.resume(open).await()).isEqualTo(10);
        }
        Sound.store(copy);
    }

    private static void copyTree(Path from, Path to) throws Exception {
        try (var all = Files.walk(from)) {
            for (var each : all.toList())
                Files.copy(each, to.resolve(from.relativize(each)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void a_folder_without_a_store_is_named() {
        assertThatThrownBy(() -> StoreCheck.of(folder.resolve("none"))).hasMessageContaining("no store");
    }
}
