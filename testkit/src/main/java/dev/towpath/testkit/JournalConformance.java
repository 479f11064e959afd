package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import dev.towpath.spi.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Journal] must do. Extend it, and [JournalLoadConformance], for an implementation.
public abstract class JournalConformance {
    /// The journal that is tested; empty when a test begins.
    protected Journal journal;

    /// For subclasses.
    protected JournalConformance() {}

    /// A new, empty journal.
    protected abstract Journal create() throws Exception;

    @BeforeEach
    void a_new_journal() throws Exception {
        journal = create();
    }

    @AfterEach
    void is_closed() {
        journal.close();
    }

    private void commit(Entry... entries) {
        journal.commit(List.of(entries));
    }

    private RunRow newRun(int n) {
        var run = SampleRows.run(n);
        commit(new Entry.NewRun(run));
        return run;
    }

    @Test
    void an_empty_journal_has_nothing() {
        assertThat(journal.run(SampleRows.id(1))).isEmpty();
        assertThat(journal.runByKey("k")).isEmpty();
        assertThat(journal.runs(new RunQuery(null, Set.of(), null, null, 10))).isEmpty();
        assertThat(journal.runsStartingWith("r-", 10)).isEmpty();
        assertThat(journal.children(SampleRows.id(1))).isEmpty();
        assertThat(journal.steps(SampleRows.id(1))).isEmpty();
        assertThat(journal.events(SampleRows.id(1), 1, 10)).isEmpty();
        assertThat(journal.value(Digest.of("x"))).isEmpty();
        assertThat(journal.contents(Digest.of("x"))).isEmpty();
        assertThat(journal.artifacts(any(10))).isEmpty();
    }

    @Test
    void a_commit_of_nothing_changes_nothing() {
        commit();

        assertThat(journal.runsStartingWith("", 10)).isEmpty();
    }

    @Test
    void a_new_run_is_read_as_it_was_written() {
        var parent = newRun(1);
        var child = SampleRows.run(2, "crop – 猫", "key 🔑", parent.id());

        commit(new Entry.NewRun(child));

        assertThat(journal.run(parent.id())).contains(parent);
        assertThat(journal.run(child.id())).contains(child);
        assertThat(journal.children(parent.id())).containsExactly(child);
        assertThat(journal.children(child.id())).isEmpty();
    }

    @Test
    void a_run_is_replaced_in_every_status() {
        var run = newRun(1);
        for (var status : List.of(
                Status.QUEUED,
                Status.RUNNING,
                Status.WAITING,
                Status.CANCELLING,
                Status.CANCELLED,
                Status.FAILED,
                Status.SUCCEEDED)) {
            var changed = SampleRows.with(run, status);
            commit(new Entry.RunChanged(changed));
            assertThat(journal.run(run.id())).contains(changed);
            assertThat(journal.runs(new RunQuery(null, Set.of(status), null, null, 2)))
                    .containsExactly(changed);
        }
    }

    @Test
    void the_last_of_several_changes_in_one_commit_counts() {
        var run = SampleRows.run(1);
        var ended = SampleRows.with(run, Status.SUCCEEDED);
        var step = SampleRows.step(run.id(), 0, Status.SUCCEEDED);

        commit(
                new Entry.NewRun(run),
                new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.QUEUED)),
                new Entry.RunChanged(SampleRows.with(run, Status.RUNNING)),
                new Entry.StepChanged(step),
                new Entry.RunChanged(ended));

        assertThat(journal.run(run.id())).contains(ended);
        assertThat(journal.steps(run.id())).containsExactly(step);
        assertThat(journal.runs(new RunQuery(null, Set.of(Status.RUNNING), null, null, 2)))
                .isEmpty();
    }

    @Test
    void times_are_kept_at_least_to_the_millisecond() {
        var run = SampleRows.run(1);
        var event = SampleRows.events(run.id(), 1, 1);
        var at = event.at().plusNanos(1_999);
        var precise = new EventRow(run.id(), 1, 1, 1, event.id(), at, event.packed());

        commit(new Entry.NewRun(run), new Entry.Events(precise));

        assertThat(journal.events(run.id(), 1, 1))
                .singleElement()
                .satisfies(read -> assertThat(read.at()).isBetween(event.at(), at));
    }

    @Test
    void runs_come_newest_first_and_page_by_page() {
        for (var n : List.of(3, 1, 5, 2, 4)) newRun(n);

        var first = journal.runs(new RunQuery(null, Set.of(), null, null, 2));
        var second =
                journal.runs(new RunQuery(null, Set.of(), null, first.getLast().id(), 2));
        var third =
                journal.runs(new RunQuery(null, Set.of(), null, second.getLast().id(), 2));

        assertThat(ids(first)).containsExactly(SampleRows.id(5), SampleRows.id(4));
        assertThat(ids(second)).containsExactly(SampleRows.id(3), SampleRows.id(2));
        assertThat(ids(third)).containsExactly(SampleRows.id(1));
        assertThat(journal.runs(
                        new RunQuery(null, Set.of(), null, third.getLast().id(), 2)))
                .isEmpty();
    }

    @Test
    void runs_are_listed_by_pipeline_by_status_and_by_both() {
        for (var n = 1; n <= 12; n++) {
            var run = SampleRows.run(n, n % 2 == 0 ? "even" : "odd", null, null);
            var status = n % 3 == 0 ? Status.FAILED : n % 3 == 1 ? Status.RUNNING : Status.SUCCEEDED;
            commit(new Entry.NewRun(run), new Entry.RunChanged(SampleRows.with(run, status)));
        }

        assertThat(listed("even", Set.of(), null, 3)).containsExactly(12, 10, 8);
        assertThat(listed(null, Set.of(Status.FAILED), null, 9)).containsExactly(12, 9, 6, 3);
        assertThat(listed(null, Set.of(Status.FAILED, Status.RUNNING), null, 4)).containsExactly(12, 10, 9, 7);
        assertThat(listed(null, Set.of(Status.FAILED, Status.RUNNING), 9, 4)).containsExactly(7, 6, 4, 3);
        assertThat(listed("odd", Set.of(Status.FAILED, Status.SUCCEEDED), 12, 9))
                .containsExactly(11, 9, 5, 3);
        assertThat(listed("none", Set.of(), null, 9)).isEmpty();
        assertThat(listed(null, Set.of(), null, 0)).isEmpty();
    }

    private List<Integer> listed(@Nullable String pipeline, Set<Status> statuses, @Nullable Integer before, int limit) {
        var query = new RunQuery(pipeline, statuses, null, before == null ? null : SampleRows.id(before), limit);
        return journal.runs(query).stream()
                .map(run -> Integer.parseInt(run.id().text().substring(6)))
                .toList();
    }

    @Test
    void runs_are_found_by_the_beginning_of_their_name() {
        for (var n : List.of(10, 11, 110, 21)) newRun(n);
        var beginning = SampleRows.id(11).text().substring(0, 27);

        assertThat(ids(journal.runsStartingWith(beginning, 9))).containsExactly(SampleRows.id(11), SampleRows.id(10));
        assertThat(ids(journal.runsStartingWith(beginning, 1))).containsExactly(SampleRows.id(11));
        assertThat(ids(journal.runsStartingWith(SampleRows.id(110).text(), 9))).containsExactly(SampleRows.id(110));
        assertThat(journal.runsStartingWith("", 9)).hasSize(4);
        for (var none : List.of("r-02", "%", "_", "r-01jd*", "'", "~", "R-"))
            assertThat(journal.runsStartingWith(none, 9)).isEmpty();
    }

    private static List<RunId> ids(List<RunRow> runs) {
        return runs.stream().map(RunRow::id).toList();
    }

    @Test
    void a_run_is_found_by_its_key() {
        commit(new Entry.NewRun(SampleRows.run(1, "sample", "k1", null)));
        commit(new Entry.NewRun(SampleRows.run(2, "sample", "k2", null)));

        assertThat(journal.runByKey("k1")).contains(SampleRows.id(1));
        assertThat(journal.runByKey("k2")).contains(SampleRows.id(2));
        assertThat(journal.runByKey("K1")).isEmpty();
    }

    @Test
    void a_taken_key_is_refused_and_nothing_of_the_commit_is_written() {
        commit(new Entry.NewRun(SampleRows.run(1, "sample", "k", null)));

        var refused = catchThrowableOfType(
                KeyTaken.class,
                () -> commit(
                        new Entry.KeepValue(Digest.of("v"), new byte[] {1}, List.of()),
                        new Entry.NewRun(SampleRows.run(2)),
                        new Entry.NewRun(SampleRows.run(3, "sample", "k", null))));

        assertThat(refused.code()).isEqualTo("key-taken");
        assertThat(refused.what()).contains("'k'");
        assertThat(journal.run(SampleRows.id(2))).isEmpty();
        assertThat(journal.run(SampleRows.id(3))).isEmpty();
        assertThat(journal.value(Digest.of("v"))).isEmpty();
        assertThat(journal.runByKey("k")).contains(SampleRows.id(1));
    }

    @Test
    void a_key_twice_in_one_commit_is_refused() {
        assertThatThrownBy(() -> commit(
                        new Entry.NewRun(SampleRows.run(1, "sample", "k", null)),
                        new Entry.NewRun(SampleRows.run(2, "sample", "k", null))))
                .isInstanceOf(KeyTaken.class);
        assertThat(journal.runByKey("k")).isEmpty();
    }

    @Test
    void a_commit_with_one_impossible_entry_writes_nothing() {
        var run = newRun(1);
        commit(new Entry.Events(SampleRows.events(run.id(), 1, 3)));
        var impossible = List.<Entry>of(
                new Entry.NewRun(run),
                new Entry.RunChanged(SampleRows.run(9)),
                new Entry.Events(SampleRows.events(run.id(), 1, 1)));

        for (var entry : impossible) {
            var refused = catchThrowableOfType(
                    StoreException.class,
                    () -> commit(
                            new Entry.NewRun(SampleRows.run(2)),
                            new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.RUNNING)),
                            SampleRows.value("v"),
                            new Entry.NewArtifact(SampleRows.artifact(run.id(), "s", "a")),
                            entry,
                            new Entry.Events(SampleRows.events(run.id(), 4, 1))));
            assertThat(refused.code()).as(entry.toString()).isEqualTo("store-conflict");
            assertThat(refused.at()).startsWith("r-");
        }

        assertThat(journal.run(run.id())).contains(run);
        assertThat(journal.run(SampleRows.id(2))).isEmpty();
        assertThat(journal.steps(run.id())).isEmpty();
        assertThat(journal.events(run.id(), 1, 9)).hasSize(1);
        assertThat(journal.value(Digest.of("v"))).isEmpty();
        assertThat(journal.artifacts(any(9))).isEmpty();
    }

    @Test
    void rows_of_a_run_that_is_not_there_are_refused() {
        var run = newRun(1);
        var none = SampleRows.id(9);
        for (var entry : List.<Entry>of(
                new Entry.NewRun(SampleRows.run(2, "sample", null, none)),
                new Entry.StepChanged(SampleRows.step(none, 0, Status.RUNNING)),
                new Entry.Events(SampleRows.events(none, 1, 1)),
                new Entry.NewArtifact(SampleRows.artifact(none, "s", "a")))) {
            assertThatThrownBy(() -> commit(SampleRows.value("v"), entry))
                    .as(entry.toString())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-conflict"));
        }
        assertThat(journal.value(Digest.of("v"))).isEmpty();
        assertThat(journal.runsStartingWith("", 9)).containsExactly(run);
    }

    @Test
    void a_row_that_contradicts_its_status_is_refused() {
        var run = newRun(1);
        for (var wrong : List.of(
                new Entry.RunChanged(withoutReason(run, Status.FAILED)),
                new Entry.RunChanged(withoutReason(run, Status.CACHED)),
                new Entry.RunChanged(withoutReason(run, Status.LOST)),
                new Entry.StepChanged(withoutReason(run.id(), Status.FAILED)),
                new Entry.StepChanged(withoutReason(run.id(), Status.LOST)))) {
            assertThatThrownBy(() -> commit(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(run.id().text());
        }
        assertThat(journal.run(run.id())).contains(run);
        assertThat(journal.steps(run.id())).isEmpty();
    }

    private static StepRow withoutReason(RunId run, Status status) {
        return new StepRow(run, 0, "s", status, 1, null, SampleRows.START, SampleRows.START, null, null, "");
    }

    private static RunRow withoutReason(RunRow run, Status status) {
        return new RunRow(
                run.id(),
                run.pipeline(),
                status,
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
                run.seq(),
                run.created(),
                SampleRows.START,
                SampleRows.START,
                null,
                null,
                "");
    }

    @Test
    void steps_come_by_index_and_are_replaced() {
        var run = newRun(1);
        var other = newRun(2);
        var units = SampleRows.mapped(run.id(), 3, Map.of(Status.SUCCEEDED, 998, Status.FAILED, 2));
        commit(new Entry.StepChanged(units), new Entry.StepChanged(SampleRows.step(other.id(), 0, Status.QUEUED)));
        for (var status : List.of(
                Status.QUEUED, Status.RUNNING, Status.WAITING, Status.CANCELLING, Status.CREATED, Status.FAILED)) {
            commit(new Entry.StepChanged(SampleRows.step(run.id(), 0, status)));
            assertThat(journal.steps(run.id())).containsExactly(SampleRows.step(run.id(), 0, status), units);
        }
        commit(
                new Entry.StepChanged(SampleRows.step(run.id(), 2, Status.SKIPPED)),
                new Entry.StepChanged(SampleRows.step(run.id(), 1, Status.CACHED)),
                new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.SUCCEEDED)));

        assertThat(journal.steps(run.id()))
                .containsExactly(
                        SampleRows.step(run.id(), 0, Status.SUCCEEDED),
                        SampleRows.step(run.id(), 1, Status.CACHED),
                        SampleRows.step(run.id(), 2, Status.SKIPPED),
                        units);
        assertThat(journal.steps(other.id())).hasSize(1);
    }

    @Test
    void events_come_in_order_from_a_number_on() {
        var run = newRun(1);
        var other = newRun(2);
        commit(
                new Entry.Events(SampleRows.events(run.id(), 1, 3)),
                new Entry.Events(SampleRows.events(other.id(), 1, 1)));
        commit(new Entry.Events(SampleRows.events(run.id(), 4, 10)));
        commit(new Entry.Events(SampleRows.events(run.id(), 14, 1)));

        var all = journal.events(run.id(), 1, 9);
        assertThat(all).extracting(row -> row.seq()).containsExactly(1L, 4L, 14L);
        var first = all.getFirst();
        assertThat(first.count()).isEqualTo(3);
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(first.id()).isEqualTo(run.id() + "/1");
        assertThat(first.packed()).isEqualTo(SampleRows.events(run.id(), 1, 3).packed());
        assertThat(journal.events(run.id(), 4, 1)).extracting(row -> row.seq()).containsExactly(4L);
        assertThat(journal.events(run.id(), 15, 9)).isEmpty();
    }

    @Test
    void a_value_is_kept_once_and_read_by_its_digest() {
        var file = Digest.of("file");
        var other = Digest.of("other");
        var bytes = new byte[] {0, 1, -1, 127};
        var value = new Entry.KeepValue(Digest.of(bytes), bytes, List.of(other, file));

        commit(value, value);
        commit(new Entry.KeepValue(value.digest(), bytes, List.of()));

        assertThat(journal.value(value.digest())).hasValue(bytes);
        assertThat(journal.contents(value.digest())).containsExactly(other, file);
    }

    @Test
    void a_value_may_be_empty_as_large_as_the_limit_and_a_plan_larger() {
        for (var size : List.of(0, journal.inlineLimit(), 3_000_000)) {
            var bytes = new byte[size];
            for (var i = 0; i < size; i++) bytes[i] = (byte) (i * 31);
            commit(new Entry.KeepValue(Digest.of(bytes), bytes, List.of()));
            assertThat(journal.value(Digest.of(bytes))).as("%s bytes", size).hasValue(bytes);
        }
    }

    @Test
    void versions_count_from_1_by_name_without_gaps() {
        var one = newRun(1).id();
        var two = newRun(2).id();
        commit(artifact(one, "s", "a"), artifact(one, "s", "b"), artifact(one, "s", "a"));
        commit(artifact(two, "s", "a"), artifact(two, "t", "a"));
        assertThatThrownBy(() -> commit(artifact(two, "s", "a"), new Entry.NewRun(SampleRows.run(1))))
                .isInstanceOf(StoreException.class);
        commit(new Entry.NewArtifact(SampleRows.artifact(two, "other", "s", "a")), artifact(two, "s", "a"));

        assertThat(names(any(9)))
                .containsExactly(
                        "other/s/a/1",
                        "sample/s/a/4",
                        "sample/s/a/3",
                        "sample/s/a/2",
                        "sample/s/a/1",
                        "sample/s/b/1",
                        "sample/t/a/1");
    }

    @Test
    void artifacts_are_listed_by_every_part_of_their_name_and_by_run() {
        var one = newRun(1).id();
        var two = newRun(2).id();
        commit(artifact(one, "s", "a"), artifact(two, "s", "a"), artifact(one, "s", "b"), artifact(two, "t", "a"));

        assertThat(names(new ArtifactQuery("sample", "s", "a", 0, null, 9)))
                .containsExactly("sample/s/a/2", "sample/s/a/1");
        assertThat(names(new ArtifactQuery("sample", "s", "a", 1, null, 9))).containsExactly("sample/s/a/1");
        assertThat(names(new ArtifactQuery("sample", "s", "a", 7, null, 9))).isEmpty();
        assertThat(names(new ArtifactQuery(null, null, "a", -1, null, 9)))
                .containsExactly("sample/s/a/2", "sample/t/a/1");
        assertThat(names(new ArtifactQuery(null, null, null, 0, one, 9)))
                .containsExactly("sample/s/a/1", "sample/s/b/1");
        assertThat(names(new ArtifactQuery(null, null, null, -1, one, 9)))
                .containsExactly("sample/s/a/1", "sample/s/b/1");
        assertThat(names(new ArtifactQuery("none", null, null, 0, null, 9))).isEmpty();
        assertThat(names(any(2))).containsExactly("sample/s/a/2", "sample/s/a/1");
    }

    @Test
    void an_artifact_is_read_as_it_was_written() {
        var run = newRun(1).id();
        var artifact = new ArtifactRow(
                "p", "s", "ä/b 🐈", 77, run, SampleRows.START, Long.MAX_VALUE, ArtifactRow.JSON, Digest.of("d"), "", 3);

        commit(new Entry.NewArtifact(artifact));

        var kept = new ArtifactRow(
                "p", "s", "ä/b 🐈", 1, run, SampleRows.START, Long.MAX_VALUE, ArtifactRow.JSON, Digest.of("d"), "", 3);
        assertThat(journal.artifacts(any(9))).containsExactly(kept);
    }

    private static ArtifactQuery any(int limit) {
        return new ArtifactQuery(null, null, null, 0, null, limit);
    }

    private static Entry artifact(RunId run, String step, String name) {
        return new Entry.NewArtifact(SampleRows.artifact(run, step, name));
    }

    private List<String> names(ArtifactQuery query) {
        return journal.artifacts(query).stream()
                .map(a -> a.pipeline() + "/" + a.step() + "/" + a.name() + "/" + a.version())
                .toList();
    }

    @Test
    void any_text_is_kept_as_it_is() {
        var texts = List.of("'; DROP TABLE run; --", "\1 control", "🐈‍⬛ ZWJ", "\u2028line", " ", "x".repeat(100_000));
        for (var i = 0; i < texts.size(); i++) {
            var run = SampleRows.run(i, texts.get(i), texts.get(i), null);
            commit(new Entry.NewRun(run));
            assertThat(journal.run(run.id())).contains(run);
            assertThat(journal.runByKey(texts.get(i))).contains(run.id());
        }
    }

    @Test
    void it_may_be_closed_twice() {
        journal.close();
        journal.close();
    }

    @Test
    void after_closing_it_refuses_to_answer() {
        journal.close();

        assertThatThrownBy(() -> journal.run(SampleRows.id(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> commit(new Entry.NewRun(SampleRows.run(1)))).isInstanceOf(IllegalStateException.class);
    }
}
