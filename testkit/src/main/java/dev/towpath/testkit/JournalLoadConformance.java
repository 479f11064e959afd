package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.Entry;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What every [Journal] must do with many rows and many readers.
public abstract class JournalLoadConformance {
    private static final int ROWS = 100_000;

    /// For subclasses.
    protected JournalLoadConformance() {}

    /// A new, empty journal.
    protected abstract Journal create() throws Exception;

    @Test
    void a_hundred_thousand_rows_are_kept_and_found() throws Exception {
        try (var journal = create()) {
            for (var from = 0; from < ROWS; from += 5_000) journal.commit(fiveRowsEach(from, 1_000));

            assertThat(journal.runs(new RunQuery(null, Set.of(), null, null, ROWS)))
                    .hasSize(ROWS / 5);
            assertThat(journal.runs(new RunQuery("sample", Set.of(Status.SUCCEEDED), null, SampleRows.id(99_000), 3)))
                    .extracting(run -> run.id())
                    .containsExactly(SampleRows.id(98_995), SampleRows.id(98_990), SampleRows.id(98_985));
            assertThat(journal.steps(SampleRows.id(5_000))).hasSize(1);
            var newest = journal.artifacts(new ArtifactQuery("sample", "s", "a", -1, null, 9));
            assertThat(newest)
                    .singleElement()
                    .satisfies(a -> assertThat(a.version()).isEqualTo(ROWS / 5));
        }
    }

    private static List<Entry> fiveRowsEach(int from, int runs) {
        var entries = new ArrayList<Entry>();
        for (var n = from; n < from + 5 * runs; n += 5) {
            var run = SampleRows.run(n);
            entries.add(new Entry.NewRun(run));
            entries.add(new Entry.RunChanged(SampleRows.with(run, Status.SUCCEEDED)));
            entries.add(new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.SUCCEEDED)));
            entries.add(new Entry.Events(SampleRows.events(run.id(), 1, 4)));
            entries.add(SampleRows.value("value " + n));
            entries.add(new Entry.NewArtifact(SampleRows.artifact(run.id(), "s", "a")));
        }
        return entries;
    }

    /// Each commit writes the run's number twice: in its row and as an event. A reader that saw the first and then not
    /// the second has seen half a commit, or time run backwards.
    @Test
    void readers_see_whole_commits_in_order_while_others_are_written() throws Exception {
        var commits = 300;
        var committed = new AtomicLong();
        try (var journal = create();
                var readers = Executors.newFixedThreadPool(6)) {
            var run = SampleRows.run(1);
            journal.commit(List.of(new Entry.NewRun(run)));
            Callable<Long> reading = () -> follow(journal, run.id(), committed, commits);
            var followers = List.of(reading, reading, reading, reading, reading, reading).stream()
                    .map(readers::submit)
                    .toList();
            var row = run;
            for (var seq = 1; seq <= commits; seq++) {
                row = SampleRows.with(row, Status.RUNNING);
                journal.commit(
                        List.of(new Entry.Events(SampleRows.events(run.id(), seq, 1)), new Entry.RunChanged(row)));
                committed.set(seq);
            }
            for (var follower : followers) assertThat(follower.get()).isEqualTo(commits);
        }
    }

    private static long follow(Journal journal, RunId run, AtomicLong committed, int last) {
        var seen = 0L;
        while (seen < last) {
            var atLeast = committed.get();
            var seq = journal.run(run).orElseThrow().seq();
            var events = journal.events(run, Math.max(1, seq), 1);
            assertThat(seq).isGreaterThanOrEqualTo(atLeast).isGreaterThanOrEqualTo(seen);
            if (seq > 0) assertThat(events).as("event %s", seq).isNotEmpty();
            seen = seq;
        }
        return seen;
    }
}
