package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Journal] must do for several owners of one store: who executes what, messages between them, and commits
/// of which only one can be right. Extend it, and [JournalConformance], for an implementation.
public abstract class JournalOwnersConformance {
    private static final int THREADS = 8;

    /// The journal that is tested; empty when a test begins.
    protected Journal journal;

    /// For subclasses.
    protected JournalOwnersConformance() {}

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

    private RunId newRun(int n) {
        commit(new Entry.NewRun(SampleRows.run(n)));
        return SampleRows.id(n);
    }

    private static RunRow owned(RunRow run, String owner, int priority) {
        return new RunRow(
                run.id(),
                run.pipeline(),
                run.status(),
                run.bundle(),
                run.plan(),
                run.input(),
                run.options(),
                priority,
                run.key(),
                run.parent(),
                run.parentStep(),
                owner,
                run.epoch(),
                run.seq(),
                run.created(),
                run.started(),
                run.ended(),
                run.output(),
                run.failure(),
                run.reason());
    }

    private void owned(int n, Status status, String owner, int priority) {
        var run = owned(SampleRows.with(SampleRows.run(n), status), owner, priority);
        commit(new Entry.NewRun(run));
    }

    @Test
    void owners_are_those_of_runs_that_have_not_ended_each_once() {
        assertThat(journal.owners()).isEmpty();
        owned(1, Status.RUNNING, "a", 0);
        owned(2, Status.WAITING, "a", 0);
        owned(3, Status.QUEUED, "", 0);
        owned(4, Status.CANCELLING, "b", 0);
        owned(5, Status.SUCCEEDED, "c", 0);
        owned(6, Status.FAILED, "d", 0);
        owned(7, Status.CANCELLED, "e", 0);

        assertThat(journal.owners()).containsExactlyInAnyOrder("a", "", "b");

        commit(new Entry.RunChanged(owned(SampleRows.with(SampleRows.run(4), Status.CANCELLED), "b", 0)));
        commit(new Entry.RunChanged(owned(SampleRows.with(SampleRows.run(3), Status.RUNNING), "f", 0)));
        assertThat(journal.owners()).containsExactlyInAnyOrder("a", "f");
    }

    @Test
    void unfinished_runs_of_an_owner_come_by_priority_and_then_the_oldest_first() {
        owned(1, Status.QUEUED, "", 0);
        owned(2, Status.QUEUED, "", 5);
        owned(3, Status.QUEUED, "", -1);
        owned(4, Status.CREATED, "", 5);
        owned(5, Status.RUNNING, "a", 9);
        owned(6, Status.SUCCEEDED, "", 9);

        assertThat(numbers(journal.unfinished("", 9))).containsExactly(2, 4, 1, 3);
        assertThat(numbers(journal.unfinished("", 2))).containsExactly(2, 4);
        assertThat(numbers(journal.unfinished("a", 9))).containsExactly(5);
        assertThat(journal.unfinished("b", 9)).isEmpty();
        assertThat(journal.unfinished("", 9).getFirst().priority()).isEqualTo(5);
    }

    @Test
    void runs_that_a_step_asked_for_are_not_taken_alone_but_repeated_ones_are() {
        var parent = newRun(1);
        var child = SampleRows.run(2, "sample", "k", parent);
        var again = new RunRow(
                SampleRows.id(3),
                "sample",
                Status.CREATED,
                child.bundle(),
                child.plan(),
                child.input(),
                child.options(),
                0,
                null,
                parent,
                null,
                "",
                0,
                0,
                child.created(),
                null,
                null,
                null,
                null,
                "");
        commit(new Entry.NewRun(child), new Entry.NewRun(again));

        assertThat(numbers(journal.unfinished("", 9))).containsExactlyInAnyOrder(1, 3);
        assertThat(journal.run(again.id())).contains(again);
        assertThat(journal.run(child.id()).orElseThrow().parentStep()).isEqualTo("call/2");
        assertThat(numbers(journal.children(parent))).containsExactly(2, 3);
    }

    @Test
    void runs_are_listed_by_owner() {
        owned(1, Status.RUNNING, "a", 0);
        owned(2, Status.RUNNING, "b", 0);
        owned(3, Status.FAILED, "a", 0);
        owned(4, Status.QUEUED, "", 0);

        assertThat(numbers(journal.runs(new RunQuery(null, Set.of(), "a", null, 9))))
                .containsExactly(3, 1);
        assertThat(numbers(journal.runs(new RunQuery("sample", Set.of(Status.RUNNING), "a", null, 9))))
                .containsExactly(1);
        assertThat(numbers(journal.runs(new RunQuery(null, Set.of(), "", null, 9))))
                .containsExactly(4);
        assertThat(numbers(journal.runs(new RunQuery(null, Set.of(), "a", SampleRows.id(3), 9))))
                .containsExactly(1);
        assertThat(numbers(journal.runs(new RunQuery(null, Set.of(), "a", null, 1))))
                .containsExactly(3);
    }

    private static List<Integer> numbers(List<RunRow> runs) {
        return runs.stream()
                .map(run -> Integer.parseInt(run.id().text().substring(6)))
                .toList();
    }

    private static Entry post(RunId run, InboxRow.Kind kind, String body) {
        return new Entry.Post(new InboxRow(0, run, kind, body, "process 7 – 猫", SampleRows.START));
    }

    @Test
    void messages_are_read_as_they_were_posted_oldest_first_until_they_are_taken() {
        var one = newRun(1);
        var two = newRun(2);
        assertThat(journal.inbox()).isEmpty();
        for (var kind : InboxRow.Kind.values()) commit(post(one, kind, "{\"reason\":\"" + kind + "\"}"));
        commit(post(two, InboxRow.Kind.CANCEL, ""), post(one, InboxRow.Kind.CANCEL, ""));

        var all = journal.inbox();

        assertThat(all)
                .extracting(InboxRow::kind)
                .startsWith(InboxRow.Kind.values())
                .hasSize(6);
        assertThat(all).extracting(InboxRow::no).isSorted().doesNotHaveDuplicates();
        var first = all.getFirst();
        assertThat(first)
                .isEqualTo(new InboxRow(
                        first.no(),
                        one,
                        InboxRow.Kind.CANCEL,
                        "{\"reason\":\"CANCEL\"}",
                        "process 7 – 猫",
                        SampleRows.START));

        commit(new Entry.Taken(one, first.no()), new Entry.Events(SampleRows.events(one, 1, 1)));

        assertThat(journal.inbox()).isEqualTo(all.subList(1, 6));
    }

    @Test
    void a_message_that_was_taken_is_a_conflict_and_its_number_does_not_come_again() {
        var run = newRun(1);
        commit(post(run, InboxRow.Kind.CANCEL, "1"));
        var no = journal.inbox().getFirst().no();
        commit(new Entry.Taken(run, no));

        commit(post(run, InboxRow.Kind.CANCEL, "2"));

        var refused =
                catchThrowableOfType(Conflict.class, () -> commit(SampleRows.value("v"), new Entry.Taken(run, no)));
        assertThat(refused.run()).isEqualTo(run);
        assertThat(refused.code()).isEqualTo("store-conflict");
        assertThat(journal.value(Digest.of("v"))).isEmpty();
        assertThat(journal.inbox()).extracting(InboxRow::body).containsExactly("2");
        assertThat(journal.inbox().getFirst().no()).isGreaterThan(no);
    }

    @Test
    void a_message_is_taken_only_for_its_own_run_and_once_in_a_commit() {
        var one = newRun(1);
        var two = newRun(2);
        commit(post(one, InboxRow.Kind.PAUSE, ""));
        var no = journal.inbox().getFirst().no();

        for (var wrong : List.<List<Entry>>of(
                List.of(new Entry.Taken(two, no)),
                List.of(new Entry.Taken(one, no), new Entry.Taken(one, no)),
                List.of(post(one, InboxRow.Kind.PAUSE, ""), new Entry.Taken(one, no + 1)),
                List.of(post(SampleRows.id(9), InboxRow.Kind.PAUSE, ""))))
            assertThat(catchThrowableOfType(Conflict.class, () -> journal.commit(wrong)))
                    .as(wrong.toString())
                    .isNotNull();

        assertThat(journal.inbox()).extracting(InboxRow::no).containsExactly(no);
    }

    @Test
    void a_message_comes_with_a_new_run() {
        commit(new Entry.NewRun(SampleRows.run(1)), post(SampleRows.id(1), InboxRow.Kind.RESUME, "{}"));

        assertThat(journal.inbox()).extracting(InboxRow::run).containsExactly(SampleRows.id(1));
    }

    @Test
    void steps_are_forgotten_before_those_of_the_same_commit_are_written() {
        var run = newRun(1);
        var other = newRun(2);
        for (var of : List.of(run, other))
            commit(
                    new Entry.StepChanged(SampleRows.step(of, 0, Status.SUCCEEDED)),
                    new Entry.StepChanged(SampleRows.step(of, 1, Status.FAILED)));
        var kept = SampleRows.step(run, 0, Status.CACHED);

        commit(new Entry.StepChanged(kept), new Entry.StepsForgotten(run));

        assertThat(journal.steps(run)).containsExactly(kept);
        assertThat(journal.steps(other)).hasSize(2);
        commit(new Entry.StepsForgotten(run), new Entry.StepsForgotten(SampleRows.id(9)));
        assertThat(journal.steps(run)).isEmpty();
    }

    @Test
    void a_stale_owner_collides_and_leaves_nothing_behind() {
        var run = newRun(1);
        commit(new Entry.Events(SampleRows.events(run, 1, 3)));

        var refused = catchThrowableOfType(
                Conflict.class,
                () -> commit(
                        new Entry.Events(SampleRows.events(SampleRows.id(1), 1, 1)),
                        new Entry.StepsForgotten(run),
                        new Entry.StepChanged(SampleRows.step(run, 0, Status.FAILED)),
                        SampleRows.value("v"),
                        post(run, InboxRow.Kind.CANCEL, ""),
                        new Entry.NewArtifact(SampleRows.artifact(run, "s", "a"))));

        assertThat(refused.run()).isEqualTo(run);
        assertThat(refused.what()).contains("number 1");
        assertThat(journal.events(run, 1, 9)).hasSize(1);
        assertThat(journal.steps(run)).isEmpty();
        assertThat(journal.inbox()).isEmpty();
        assertThat(journal.value(Digest.of("v"))).isEmpty();
        assertThat(journal.artifacts(new ArtifactQuery(null, null, null, 0, null, 9)))
                .isEmpty();
    }

    @Test
    void what_is_refused_names_its_run_and_its_key() {
        var run = newRun(1);
        commit(new Entry.NewRun(SampleRows.run(2, "sample", "k", null)));

        for (var entry : List.<Entry>of(
                new Entry.NewRun(SampleRows.run(1)),
                new Entry.NewRun(SampleRows.run(3, "sample", null, SampleRows.id(9))),
                new Entry.RunChanged(SampleRows.run(9)),
                new Entry.StepChanged(SampleRows.step(SampleRows.id(9), 0, Status.RUNNING)),
                new Entry.Events(SampleRows.events(SampleRows.id(9), 1, 1)),
                post(SampleRows.id(9), InboxRow.Kind.CANCEL, ""),
                new Entry.NewArtifact(SampleRows.artifact(SampleRows.id(9), "s", "a")))) {
            var refused = catchThrowableOfType(Conflict.class, () -> commit(entry));
            assertThat(refused.run()).as(entry.toString()).isIn(run, SampleRows.id(9));
        }
        assertThat(catchThrowableOfType(
                                KeyTaken.class, () -> commit(new Entry.NewRun(SampleRows.run(4, "sample", "k", null))))
                        .key())
                .isEqualTo("k");
    }

    /// All of them try to write the next event of one run, and then of their own: one wins each time, nothing is lost.
    @Test
    void of_many_threads_that_commit_the_same_event_one_wins_each_time() throws Exception {
        var rounds = 25;
        var run = newRun(1);
        commit(post(run, InboxRow.Kind.CANCEL, ""));
        var together = new CyclicBarrier(THREADS);
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var won = new ArrayList<Future<Integer>>();
            for (var i = 0; i < THREADS; i++) {
                var own = SampleRows.id(100 + i);
                won.add(pool.submit(() -> race(run, own, rounds, together)));
            }
            var wins = 0;
            for (var one : won) wins += one.get();
            assertThat(wins).isEqualTo(rounds);
        }
        assertThat(journal.events(run, 1, 2 * rounds))
                .extracting(row -> row.seq())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rounds).mapToObj(Long::valueOf).toList());
        for (var i = 0; i < THREADS; i++)
            assertThat(journal.events(SampleRows.id(100 + i), 1, rounds)).hasSize(1);
    }

    private int race(RunId run, RunId own, int rounds, CyclicBarrier together) throws Exception {
        var wins = 0;
        for (var seq = 1; seq <= rounds; seq++) {
            together.await();
            wins += wins(new Entry.Events(SampleRows.events(run, seq, 1)));
        }
        commit(
                new Entry.NewRun(SampleRows.run(Integer.parseInt(own.text().substring(6)))),
                new Entry.Events(SampleRows.events(own, 1, 1)));
        return wins;
    }

    private int wins(Entry... entries) {
        try {
            commit(entries);
            return 1;
        } catch (Conflict e) {
            return 0;
        }
    }

    @Test
    void a_message_is_taken_by_one_of_many() throws Exception {
        var run = newRun(1);
        for (var i = 0; i < 20; i++) commit(post(run, InboxRow.Kind.RESUME, "" + i));
        Callable<Integer> takesAll = () -> journal.inbox().stream()
                .mapToInt(message -> wins(new Entry.Taken(run, message.no())))
                .sum();
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var taken = 0;
            for (var one : pool.invokeAll(List.of(takesAll, takesAll, takesAll, takesAll))) taken += one.get();
            assertThat(taken).isEqualTo(20);
        }
        assertThat(journal.inbox()).isEmpty();
    }
}
