package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.plan.Plan;
import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.EventRow;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Two processes on one journal: who writes second loses the run, and nothing else.
final class TakenRunsTest {
    private final TinyJournal journal = new TinyJournal();
    private final TinyOwners.Town town = new TinyOwners.Town();
    private final World one = new World(EngineOptions.DEFAULT, journal, town.settle("one"));
    private final World other = new World(EngineOptions.DEFAULT, journal, town.settle("other"), 1000);

    private static Plan chain() {
        var draft = new DraftPlan();
        var first = draft.step("first", input("x"));
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    @Test
    void a_result_of_the_owner_before_is_not_written_and_its_run_ends_there() {
        var run = one.submit(chain(), "{\"x\":1}");
        var waiting = one.await(run);
        other.resume(run);

        one.end("first", gives("\"stale\""));

        assertThatThrownBy(waiting::join).hasMessageContaining("another process has taken the run over");
        assertThat(one.attempts.stopped).containsExactly(run);
        assertThat(one.attempts.names()).isEmpty();
        other.end("first", gives("\"a\""));
        other.end("second", gives("\"b\""));
        assertThat(other.output(run)).isEqualTo("\"b\"");
        assertThat(journal.artifacts(null)).hasSize(2);
        assertThat(journal.events(run, 1, 100)).extracting(EventRow::epoch).isSorted();
    }

    @Test
    void only_the_run_that_was_taken_leaves_the_group() {
        var runs = new RunId[100];
        for (var i = 0; i < runs.length; i++) runs[i] = one.submit(chain(), "{\"x\":" + i + "}");
        other.resume(runs[57]);
        var before = journal.commits();

        var cancels = new Mail[runs.length];
        for (var i = 0; i < runs.length; i++) cancels[i] = new Mail.Cancel(runs[i], "all", new CompletableFuture<>());
        one.send(cancels);

        assertThat(journal.commits() - before).isEqualTo(1);
        for (var i = 0; i < runs.length; i++)
            assertThat(journal.run(runs[i]).orElseThrow().status())
                    .as("run " + i)
                    .isEqualTo(i == 57 ? Status.RUNNING : i < 2 ? Status.CANCELLING : Status.CANCELLED);
        var answer = ((Mail.Cancel) cancels[57]).answer();
        assertThatThrownBy(answer::join).hasMessageContaining("another process has taken the run over");
    }

    @Test
    void a_commit_whose_reply_was_lost_is_known_by_its_own_events() {
        journal.loseReplies(1);

        var run = one.submit(chain(), "{\"x\":1}");

        assertThat(one.attempts.names()).containsExactly("first#1");
        assertThat(journal.events(run, 1, 100)).hasSize(1);
    }

    @Test
    void a_commit_that_was_lost_with_its_reply_is_made_again() {
        journal.loseCommits(2);

        var run = one.submit(chain(), "{\"x\":1}");

        assertThat(one.status(run)).isEqualTo(Status.RUNNING);
        assertThat(journal.attempted()).hasSize(3);
        assertThat(journal.attempted().get(2)).isEqualTo(journal.attempted().get(0));
    }

    @Test
    void replies_that_are_lost_for_ever_stop_the_engine() {
        journal.loseCommits(1000);

        assertThatThrownBy(() -> one.submit(chain(), "{\"x\":1}")).isInstanceOf(CommitUnknown.class);
        assertThat(one.attempts.names()).isEmpty();
    }

    @Test
    void a_key_that_another_process_was_faster_with_gives_its_run() {
        var theirs = other.submit(chain(), "{\"x\":1}", "key", Mode.PARALLEL);
        one.journal.hideKey("key");

        var mine = one.submit(chain(), "{\"x\":2}", "key", Mode.PARALLEL);

        assertThat(mine).isEqualTo(theirs);
        assertThat(one.attempts.names()).isEmpty();
        assertThat(one.await(mine).join()).isEmpty();
    }

    @Test
    void who_takes_a_run_second_is_told() {
        var run = one.submit(chain(), "{\"x\":1}");
        var stale = other.loaded(run);
        one.end("first", gives("\"a\""));

        var answer = new CompletableFuture<Boolean>();
        other.send(new Mail.Adopt(stale, other.code, answer));

        assertThat(answer.join()).isFalse();
        assertThat(other.attempts.names()).isEmpty();
        one.end("second", gives("\"b\""));
        assertThat(one.output(run)).isEqualTo("\"b\"");
    }

    @Test
    void who_wants_to_adopt_a_run_and_is_slower_by_a_moment_has_not_got_it() {
        var run = one.submit(chain(), "{\"x\":1}");
        town.die("one");
        var third = new World(EngineOptions.DEFAULT, journal, town.settle("third"), 2000);
        var answer = other.requests().adopt(run);
        third.resume(run);
        journal.hideNews(run);

        other.settle();

        assertThat(answer.join()).isFalse();
        assertThat(other.attempts.names()).isEmpty();
        assertThat(third.attempts.names()).containsExactly("first#2");
    }
}
