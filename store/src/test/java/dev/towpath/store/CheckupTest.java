package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunRow;
import dev.towpath.testkit.OwnersConformance;
import dev.towpath.testkit.SampleRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each test damages a sound store in one way.
final class CheckupTest {
    @TempDir
    Path folder;

    private Path database;
    private Path artifacts;
    private ArtifactRow artifact;

    /// One run with five events in two commits, a step, and an artifact whose content is kept.
    @BeforeEach
    void a_sound_store() throws Exception {
        database = folder.resolve("towpath.db");
        artifacts = folder.resolve("artifacts");
        try (var journal = SqliteJournal.open(database);
                var content =
                        FolderArtifacts.open(artifacts, new SoloOwners(OwnersConformance.owner("1-one", false)))) {
            var run = with(SampleRows.with(SampleRows.run(1), Status.RUNNING), 5);
            var blob = content.put(bytes("the picture")).digest();
            for (var text : List.of("bundle", "input 1")) content.put(bytes(text));
            var row = SampleRows.artifact(run.id(), "detect", "overlay");
            artifact = new ArtifactRow(
                    row.pipeline(),
                    row.step(),
                    row.name(),
                    0,
                    row.run(),
                    row.created(),
                    11,
                    row.mediaType(),
                    blob,
                    row.fileName(),
                    -1);
            var entries = new ArrayList<Entry>(List.of(
                    new Entry.NewRun(run),
                    SampleRows.value("plan of sample"),
                    new Entry.Events(SampleRows.events(run.id(), 1, 2)),
                    new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.RUNNING))));
            journal.commit(entries);
            journal.commit(
                    List.of(new Entry.Events(SampleRows.events(run.id(), 3, 3)), new Entry.NewArtifact(artifact)));
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RunRow with(RunRow run, long seq) {
        return new RunRow(
                run.id(),
                run.pipeline(),
                run.status(),
                run.bundle(),
                run.plan(),
                run.input(),
                run.options(),
                run.priority(),
                run.key(),
                run.parent(),
                run.parentStep(),
                run.owner(),
                run.epoch(),
                seq,
                run.created(),
                run.started(),
                run.ended(),
                run.output(),
                run.failure(),
                run.reason());
    }

    private Checkup checkup() {
        return Checkup.of(database, artifacts);
    }

    private void sql(String statement) throws Exception {
        try (var db = Session.writing(database, SqliteJournal.PATIENCE)) {
            db.script("PRAGMA foreign_keys = OFF;" + statement);
        }
    }

    private List<String> found() {
        try (var checkup = checkup()) {
            var found = new ArrayList<String>();
            checkup.database().forEach(one -> found.add(one.what() + " at " + one.where()));
            checkup.histories().forEach(one -> found.add(one.what() + " at " + one.run()));
            checkup.contents().findings().forEach(one -> found.add(one.what() + " at " + one.where()));
            return found;
        }
    }

    @Test
    void nothing_is_found_in_a_sound_store_also_while_another_process_writes() throws Exception {
        assertThat(found()).isEmpty();
        try (var journal = SqliteJournal.open(database)) {
            journal.commit(List.of(
                    new Entry.RunChanged(with(SampleRows.with(SampleRows.run(1), Status.RUNNING), 6)),
                    new Entry.Events(SampleRows.events(SampleRows.id(1), 6, 1))));
            assertThat(found()).isEmpty();
        }
        try (var checkup = checkup()) {
            assertThat(checkup.contents().looked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM event WHERE seq = 1       | event 1 is missing                          | false",
                "DELETE FROM event WHERE seq = 3          | its row counts 5 events and there are 2     | true",
                "UPDATE run SET seq = 9                | its row counts 9 events and there are 5     | true",
                "DELETE FROM event                     | its row counts 5 events and there are 0     | false",
                "UPDATE event SET epoch = 0 WHERE seq = 3 | event 3 has an older epoch than the one before | false",
                "UPDATE event SET count = 1 WHERE seq = 1 | event 2 is missing                       | false",
            })
    void a_history_that_is_not_whole_is_found(String damage, String what, boolean isWhole) throws Exception {
        sql(damage + ";");
        try (var checkup = checkup()) {
            assertThat(checkup.histories()).containsExactly(new Checkup.BrokenHistory(SampleRows.id(1), what, isWhole));
        }
    }

    @Test
    void rows_that_refer_to_nothing_are_found() throws Exception {
        sql("DELETE FROM run;");
        assertThat(found()).anyMatch(one -> one.contains("table event refers to a row of run"));
    }

    @Test
    void a_damaged_page_is_found() throws Exception {
        long page;
        try (var db = Session.writing(database, SqliteJournal.PATIENCE)) {
            page = db.number("SELECT rootpage FROM sqlite_schema WHERE name = 'event'");
        }
        try (var file = new java.io.RandomAccessFile(database.toFile(), "rw")) {
            file.seek((page - 1) * 2048 + 8);
            file.write(new byte[1000]);
        }
        try (var checkup = checkup()) {
            assertThat(checkup.database()).isNotEmpty();
        }
    }

    @Test
    void content_that_is_gone_or_was_changed_is_found_with_what_names_it() throws Exception {
        var blob = new Blobs(artifacts.resolve("blobs")).path(artifact.digest());
        var kept = Files.readAllBytes(blob);
        replace(blob, "the Picture".getBytes(StandardCharsets.UTF_8));
        assertThat(found()).singleElement().asString().contains("sample/detect/overlay/1");

        replace(blob, kept);
        assertThat(found()).as("the same bytes with another time").isEmpty();

        Files.delete(blob);
        assertThat(found()).singleElement().asString().contains("missing", "sample/detect/overlay/1");
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    @Test
    void code_inputs_plans_and_files_inside_values_are_missed_too() throws Exception {
        var blobs = new Blobs(artifacts.resolve("blobs"));
        for (var text : List.of("bundle", "input 1")) Files.delete(blobs.path(dev.towpath.Digest.of(text)));
        sql("UPDATE value SET contents = randomblob(64);");
        assertThat(found())
                .anyMatch(one -> one.endsWith("the code of run " + SampleRows.id(1)))
                .anyMatch(one -> one.endsWith("the input of run " + SampleRows.id(1)))
                .filteredOn(one -> one.contains("in value "))
                .hasSize(2);
        sql("DELETE FROM value;");
        assertThat(found()).contains("the plan is missing at run " + SampleRows.id(1));
    }

    @Test
    void rows_are_mended_only_from_the_whole_history() {
        var run = SampleRows.with(SampleRows.run(1), Status.FAILED);
        var steps = List.of(SampleRows.step(run.id(), 1, Status.FAILED), SampleRows.step(run.id(), 2, Status.SKIPPED));
        try (var checkup = checkup()) {
            assertThat(checkup.mend(with(run, 4), steps))
                    .as("there is a fifth event")
                    .isFalse();
            assertThat(checkup.mend(with(run, 6), steps))
                    .as("there is no sixth event")
                    .isFalse();
            assertThat(checkup.mend(with(run, 5), steps)).isTrue();
        }
        try (var journal = SqliteJournal.reading(database)) {
            assertThat(journal.run(run.id())).contains(with(run, 5));
            assertThat(journal.steps(run.id())).isEqualTo(steps);
            assertThat(journal.events(run.id(), 1, 10)).hasSize(2);
        }
    }
}
