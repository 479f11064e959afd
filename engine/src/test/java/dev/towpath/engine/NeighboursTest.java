package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.fails;
import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Effect;
import dev.towpath.Problem;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Processes on one journal ask each other for things, and go on with what the dead have left.
final class NeighboursTest {
    private final TinyJournal journal = new TinyJournal();
    private final TinyOwners.Town town = new TinyOwners.Town();
    private final World one = world("one", false, 0);
    private final World other = world("other", false, 1000);

    private World world(String name, boolean adopts, int ids) {
        return new World(EngineOptions.DEFAULT.adopting(adopts), journal, town.settle(name), ids);
    }

    private static Plan chain() {
        var draft = new DraftPlan();
        var first = draft.step("first", input("x"));
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    private boolean cancel(World from, RunId run) {
        return from.ask(requests -> requests.ask(run, new Message.Cancel("enough"), InboxRow.Kind.CANCEL));
    }

    @Test
    void a_run_of_another_process_is_cancelled_by_a_message_and_a_poke() {
        var run = one.submit(chain(), "{\"x\":1}");

        assertThat(cancel(other, run)).isTrue();
        assertThat(one.status(run)).isEqualTo(Status.RUNNING);
        one.settle();

        assertThat(one.status(run)).isEqualTo(Status.CANCELLING);
        assertThat(one.row(run).reason()).isEqualTo("enough");
        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void a_message_is_acted_upon_once_and_goes_with_the_events_that_follow_from_it() {
        var run = one.submit(chain(), "{\"x\":1}");
        cancel(other, run);
        cancel(other, run);

        one.settle();
        one.owners.poke("one");
        one.settle();

        assertThat(one.events(run, chain())).containsOnlyOnce("CancelAsked");
        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void a_message_about_a_run_that_has_ended_goes() {
        var run = one.submit(chain(), "{\"x\":1}");
        cancel(other, run);
        one.end("first", gives("\"a\""));
        one.settle();
        one.owners.poke("one");
        one.settle();

        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void a_run_that_nobody_executes_is_taken_and_cancelled_in_one_commit() {
        var run = one.submit(chain(), "{\"x\":1}");
        town.die("one");
        other.code = new CodeLoader.Code.Missing(List.of(new Problem("gone", "the jar is gone", null, null, "")));
        var before = journal.commits();

        assertThat(cancel(other, run)).isTrue();

        assertThat(other.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(journal.commits() - before).isEqualTo(1);
        assertThat(other.attempts.names()).isEmpty();
    }

    @Test
    void nobody_is_cancelled_twice_or_after_the_end() {
        var run = one.submit(chain(), "{\"x\":1}");
        one.end("first", gives("\"a\""));
        one.end("second", gives("\"b\""));

        assertThat(cancel(one, run)).isFalse();
        assertThat(cancel(other, run)).isFalse();
        assertThat(cancel(other, new RunId("r-zzzzzzzzzzzzzzzzzzzzzzzzzz"))).isFalse();
    }

    @Test
    void a_paused_run_goes_on_when_it_is_resumed_from_elsewhere() {
        var run = one.submit(chain(), "{\"x\":1}");
        other.ask(requests -> requests.ask(run, new Message.Pause("lunch"), InboxRow.Kind.PAUSE));
        one.settle();
        one.end("first", gives("\"a\""));

        assertThat(one.status(run)).isEqualTo(Status.WAITING);
        assertThat(one.row(run).reason()).isEqualTo("paused: lunch");
        assertThat(one.attempts.names()).isEmpty();

        other.ask(requests -> requests.resume(run));
        one.settle();

        assertThat(one.attempts.names()).containsExactly("second#1");
    }

    @Test
    void a_run_that_another_process_executes_is_not_resumed() {
        var run = one.submit(chain(), "{\"x\":1}");

        assertThatThrownBy(() -> other.ask(requests -> requests.resume(run)))
                .hasMessageContaining("process one executes it");
    }

    @Test
    void what_the_dead_have_left_is_taken_by_who_adopts() {
        var adopter = world("adopter", true, 2000);
        adopter.settle();
        var run = one.submit(chain(), "{\"x\":1}");
        one.end("first", gives("\"a\""));

        town.die("one");
        adopter.settle();

        assertThat(adopter.row(run).owner()).isEqualTo("adopter");
        assertThat(adopter.attempts.names()).containsExactly("second#2");
        other.settle();
        assertThat(other.attempts.names()).isEmpty();
        adopter.end("second", gives("\"b\""));
        assertThat(adopter.output(run)).isEqualTo("\"b\"");
    }

    @Test
    void a_run_that_can_not_be_read_is_left_alone_and_the_others_go_on() {
        var adopter = world("adopter", true, 2000);
        adopter.settle();
        var broken = one.submit(chain(), "{\"x\":1}");
        one.end("first", gives("\"a\""));
        var whole = one.submit(chain(), "{\"x\":2}");
        journal.loseFirstEvents(broken);

        town.die("one");
        adopter.settle();

        assertThat(adopter.row(whole).owner()).isEqualTo("adopter");
        assertThat(adopter.row(broken).owner()).isEqualTo("one");
        assertThat(adopter.attempts.running).extracting(Task::run).containsExactly(whole);
    }

    @Test
    void a_message_of_who_died_before_it_could_poke_is_read() {
        var run = one.submit(chain(), "{\"x\":1}");
        var message = new InboxRow(0, run, InboxRow.Kind.CANCEL, "{\"reason\":\"enough\"}", "other", Instant.EPOCH);
        journal.commit(List.of(new Entry.Post(message)));
        one.settle();
        assertThat(one.status(run)).isEqualTo(Status.RUNNING);

        town.die("other");
        one.settle();

        assertThat(one.status(run)).isEqualTo(Status.CANCELLING);
        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void a_queued_run_waits_for_anybody_who_adopts() {
        var run = one.submit(World.wish(chain(), "{\"x\":1}").queued());

        assertThat(one.attempts.names()).isEmpty();
        assertThat(one.row(run).owner()).isEmpty();
        assertThat(one.status(run)).isEqualTo(Status.QUEUED);

        var adopter = world("adopter", true, 2000);
        adopter.settle();

        assertThat(adopter.attempts.names()).containsExactly("first#1");
        assertThat(adopter.row(run).owner()).isEqualTo("adopter");
        assertThat(adopter.row(run).epoch()).isEqualTo(1);
    }

    @Test
    void the_urgent_come_first_and_no_more_are_taken_than_can_start_soon() {
        var runs = new RunId[20];
        for (var i = 0; i < runs.length; i++)
            runs[i] = one.submit(World.wish(chain(), "{\"x\":" + i + "}")
                    .withPriority(i == 13 ? 7 : 0)
                    .queued());

        var adopter = world("adopter", true, 2000);
        adopter.settle();

        assertThat(adopter.attempts.running).extracting(Task::run).containsExactly(runs[13], runs[0]);
        assertThat(journal.unfinished("adopter", 100)).hasSizeBetween(2, 6);
    }

    @Test
    void several_processes_share_what_waits_and_each_run_is_executed_once() {
        var runs = new RunId[300];
        for (var i = 0; i < runs.length; i++)
            runs[i] = one.submit(World.wish(chain(), "{\"x\":" + i + "}").queued());
        var workers = List.of(world("a", true, 2000), world("b", true, 3000), world("c", true, 4000));

        for (var round = 0; round < 200; round++) {
            for (var worker : workers) {
                worker.settle();
                for (var name : worker.attempts.names()) worker.end(name.substring(0, name.indexOf('#')), gives("1"));
            }
        }

        for (var run : runs) assertThat(one.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(journal.artifacts(null)).hasSize(2 * runs.length);
        for (var worker : workers) assertThat(worker.attempts.history).hasSizeGreaterThan(10);
    }

    @Test
    void who_is_taken_for_dead_stops_everything_and_says_so() {
        var run = one.submit(chain(), "{\"x\":1}");
        var waiting = one.await(run);

        one.owners.lose();
        one.settle();

        assertThatThrownBy(waiting::join).hasMessageContaining("could not prove to the store in time");
        assertThat(one.attempts.stopped).containsExactly(run);
        one.end("first", gives("\"late\""));
        assertThat(one.status(run)).isEqualTo(Status.RUNNING);
        assertThatThrownBy(() -> one.submit(chain(), "{\"x\":2}")).hasMessageContaining("could not prove");
    }

    @Test
    void what_may_have_happened_waits_for_a_decision_from_any_process() {
        var draft = new DraftPlan().effect(Effect.AT_MOST_ONCE).tries(1);
        var pay = draft.step("pay", input("x"));
        var plan = draft.effect(Effect.PURE).plan(ref(draft.step("thank", ref(pay))));
        var run = one.submit(plan, "{\"x\":1}");
        town.die("one");
        other.resume(run);
        assertThat(other.status(run)).isEqualTo(Status.WAITING);
        assertThat(other.attempts.names()).isEmpty();

        var third = world("third", false, 3000);
        var paid = new Settlement.Done("\"paid\"".getBytes(StandardCharsets.UTF_8), List.of());
        boolean decided = third.ask(requests -> requests.decide(run, "pay", -1, paid));
        other.settle();

        assertThat(decided).isTrue();
        assertThat(other.attempts.names()).containsExactly("thank#1");
        assertThat(other.step(run, "pay").status()).isEqualTo(Status.SUCCEEDED);
        assertThat(other.value(other.step(run, "pay").output())).isEqualTo("\"paid\"");
    }

    /// Another process writes to a run, and nobody hears of it.
    private void write(RunId run, String reason) {
        var body = "{\"reason\":\"" + reason + "\"}";
        journal.commit(
                List.of(new Entry.Post(new InboxRow(0, run, InboxRow.Kind.CANCEL, body, "other", Instant.EPOCH))));
    }

    @Test
    void what_was_written_to_the_dead_is_acted_upon_by_who_takes_the_run_before_anything_starts() {
        var adopter = world("adopter", true, 2000);
        adopter.settle();
        var run = one.submit(chain(), "{\"x\":1}");
        write(run, "unread");

        town.die("one");
        adopter.settle();

        assertThat(adopter.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(adopter.row(run).reason()).isEqualTo("unread");
        assertThat(adopter.attempts.history).isEmpty();
        assertThat(journal.inbox()).isEmpty();
        assertThat(adopter.events(run, chain())).containsOnlyOnce("CancelAsked");
    }

    @Test
    void a_cancel_that_was_not_read_is_not_for_the_run_that_is_resumed_after_its_end() {
        var run = one.submit(chain(), "{\"x\":1}");
        write(run, "unread");
        one.end("first", fails(Report.Kind.BUSINESS, "no"));
        town.die("one");

        other.ask(requests -> requests.resume(run));
        other.settle();

        assertThat(other.attempts.names()).containsExactly("first#2");
        assertThat(other.status(run)).isEqualTo(Status.RUNNING);
        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void a_run_whose_process_dies_when_it_is_asked_is_taken_and_asked_once() {
        var run = one.submit(chain(), "{\"x\":1}");
        town.dieWhenPoked("one");

        assertThat(cancel(other, run)).isTrue();
        other.settle();

        assertThat(other.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(other.events(run, chain())).containsOnlyOnce("CancelAsked");
        assertThat(journal.inbox()).isEmpty();
    }

    private static Plan paying() {
        var draft = new DraftPlan().effect(Effect.AT_MOST_ONCE).tries(1);
        var pay = draft.step("pay", input("x"));
        return draft.effect(Effect.PURE).plan(ref(draft.step("thank", ref(pay))));
    }

    private void refused(World from, RunId run, String step, String what, String hint) {
        assertThatThrownBy(() -> from.ask(requests -> requests.decide(run, step, -1, new Settlement.Retry())))
                .rootCause()
                .satisfies(why -> {
                    assertThat(why).hasMessageContaining(what);
                    assertThat(((EngineException) why).hint()).isEqualTo(hint);
                });
    }

    @Test
    void who_decides_where_nothing_is_undecided_is_told_what_is() {
        var run = one.submit(paying(), "{\"x\":1}");
        var running = "there is nothing to decide of 'pay', the step is RUNNING";
        var nothing = "Nothing of this run waits for a decision.";
        refused(one, run, "pay", running, nothing);
        refused(other, run, "pay", running, nothing);
        assertThat(journal.inbox()).isEmpty();

        town.die("one");
        var created = "there is nothing to decide of 'thank', the step is CREATED";
        refused(other, run, "thank", created, "These wait for a decision: pay.");
        assertThat(other.row(run).owner()).isEqualTo("one");

        other.resume(run);
        refused(other, run, "thank", created, "These wait for a decision: pay.");
        refused(world("third", false, 3000), run, "thank", created, "These wait for a decision: pay.");
    }

    @Test
    void what_somebody_says_that_a_step_gave_is_its_artifact() {
        var run = one.submit(paying(), "{\"x\":1}");
        town.die("one");
        var paid = new Settlement.Done("\"paid\"".getBytes(StandardCharsets.UTF_8), List.of());

        other.ask(requests -> requests.decide(run, "pay", -1, paid));

        assertThat(journal.artifacts(null)).singleElement().satisfies(artifact -> {
            assertThat(artifact.step()).isEqualTo("pay");
            assertThat(artifact.name()).isEqualTo("output");
            assertThat(artifact.run()).isEqualTo(run);
            assertThat(other.value(artifact.digest())).isEqualTo("\"paid\"");
        });
    }

    @Test
    void what_was_said_to_have_failed_waits_for_a_decision_again_when_the_run_is_resumed() {
        var run = one.submit(paying(), "{\"x\":1}");
        town.die("one");
        other.resume(run);
        other.ask(requests -> requests.decide(run, "pay", -1, new Settlement.Fail("no receipt")));
        other.settle();
        assertThat(other.status(run)).isEqualTo(Status.FAILED);
        town.die("other");

        var third = world("third", false, 3000);
        third.resume(run);

        assertThat(third.row(run).reason()).startsWith("undecided: `pay` may have happened");
        assertThat(third.status(run)).isEqualTo(Status.WAITING);
    }

    @Test
    void a_run_that_was_taken_after_it_was_found_and_before_it_was_loaded_is_left_to_its_owner() {
        var run = one.submit(World.wish(chain(), "{\"x\":1}").queued());
        var fast = world("fast", true, 2000);
        var slow = world("slow", true, 3000);
        journal.afterFound(fast::settle);

        slow.settle();

        assertThat(fast.attempts.names()).containsExactly("first#1");
        assertThat(slow.attempts.names()).isEmpty();
        assertThat(slow.row(run).owner()).isEqualTo("fast");
    }
}
