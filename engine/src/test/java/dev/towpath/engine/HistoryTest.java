package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.fails;
import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Graph;
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is read from a journal without an engine.
final class HistoryTest {
    private final World world = new World();

    private static Plan plan() {
        var draft = new DraftPlan().tries(2);
        var first = draft.step("first", input("x"));
        return draft.plan(ref(draft.each("crop", input("list"), ref(first))));
    }

    private RunId played() {
        var run = world.submit(plan(), "{\"x\":1,\"list\":[1,2,3]}");
        world.end("first", gives("1"));
        world.end("crop", fails(Report.Kind.BUSINESS, "not a cat"));
        world.echo("crop");
        return run;
    }

    private List<HistoryEvent> events(RunId run, long from, int limit) {
        return new History(world.journal).events(run, plan(), from, limit);
    }

    @Test
    void events_are_numbered_without_gaps() {
        var run = played();

        var all = events(run, 1, 1000);

        assertThat(all)
                .extracting(HistoryEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(world.row(run).seq()).isEqualTo(all.size());
    }

    @Test
    void any_part_of_a_history_is_that_part_of_the_whole() {
        var run = played();
        var all = events(run, 1, 1000);

        for (var from = 1; from <= all.size(); from++)
            for (var limit = 1; limit < 5; limit++)
                assertThat(events(run, from, limit))
                        .isEqualTo(all.subList(from - 1, Math.min(all.size(), from - 1 + limit)));
        assertThat(events(run, all.size() + 1, 10)).isEmpty();
    }

    @Test
    void an_event_says_step_units_and_details() {
        var run = played();

        var failed = events(run, 1, 1000).stream()
                .filter(event -> event.type().equals("AttemptFailed"))
                .findFirst()
                .orElseThrow();

        assertThat(failed.step()).isEqualTo("crop");
        assertThat(failed.units()).isEqualTo("0");
        assertThat(failed.detail())
                .containsEntry("message", "not a cat")
                .containsEntry("attempt", "1")
                .containsEntry("at", "P.java:7");
    }

    @Test
    void units_have_status_tries_values_and_failures() {
        var units = new History(world.journal).units(played(), plan(), 1);

        assertThat(units)
                .extracting(History.UnitFacts::status)
                .containsExactly(Status.FAILED, Status.SUCCEEDED, Status.SUCCEEDED);
        assertThat(units).extracting(History.UnitFacts::attempts).containsOnly(1);
        assertThat(units.get(0).failure().message()).isEqualTo("not a cat");
        assertThat(units.get(2).value()).asString().isEqualTo("3");
    }

    @Test
    void a_step_that_is_not_mapped_has_no_units() {
        assertThat(new History(world.journal).units(played(), plan(), 0)).isEmpty();
    }

    /// The run goes on with a pipeline that has a new step before the one that is kept.
    private Plan replaced(RunId run) {
        var draft = new DraftPlan();
        draft.step("other", input("x"));
        var first = draft.step("first", input("x"));
        var plan = draft.plan(ref(draft.step("last", ref(first))));
        var json = PlanJson.write(plan);
        var old = world.loaded(run);
        var row = old.row;
        var code = new Event.Code(row.bundle(), Digest.of(json));
        var kept = old.state.kept(0, 1, 1000, 2000);
        var decision = Machine.turn(
                old.state.restarted(new Graph(plan)),
                old.state.replacement("you", code, new Event.Code(row.bundle(), row.plan()), List.of(kept)),
                5000);
        var seq = row.seq() + decision.events().size();
        world.journal.commit(List.of(
                new Entry.KeepValue(Digest.of(json), json, List.of()),
                new Entry.RunChanged(new RunRow(
                        run,
                        "draft",
                        Status.QUEUED,
                        row.bundle(),
                        Digest.of(json),
                        row.input(),
                        "{}",
                        0,
                        null,
                        null,
                        null,
                        "you",
                        2,
                        seq,
                        row.created(),
                        row.started(),
                        null,
                        null,
                        null,
                        "")),
                new Entry.Events(new EventRow(
                        run,
                        row.seq() + 1,
                        decision.events().size(),
                        2,
                        "e",
                        world.now(),
                        Events.pack(decision.events())))));
        return plan;
    }

    @Test
    void events_before_the_code_was_replaced_are_told_in_the_words_of_the_old_plan() {
        var run = played();
        var before = world.events(run, plan());
        var now = replaced(run);

        var all = world.events(run, now);

        assertThat(all.subList(0, before.size())).isEqualTo(before);
        assertThat(all.subList(before.size(), all.size()))
                .containsExactly("CodeReplaced", "Owned", "StepKept first", "StepQueued other", "StepQueued last");
    }

    @Test
    void a_run_whose_code_was_replaced_folds_from_there() {
        var run = played();
        replaced(run);

        var loaded = world.loaded(run);

        assertThat(loaded.state.status(1)).isEqualTo(Status.SUCCEEDED);
        assertThat(loaded.state.attempts(1)).isOne();
        assertThat(loaded.state.epoch()).isEqualTo(2);
        assertThat(loaded.stepRow(1).started()).isEqualTo(Instant.ofEpochMilli(1000));
        assertThat(loaded.currentRow()).isEqualTo(world.row(run));
    }

    @Test
    void a_history_with_a_hole_is_no_history() {
        var run = played();
        world.journal.loseFirstEvents(run);

        assertThatThrownBy(() -> new Recovery(world.journal, Machine.RULES, new KnownPlan.Shelf()).load(run))
                .hasMessageContaining("event 1 of the history is missing")
                .hasMessageContaining("Restore the store");
    }

    @Test
    void a_run_folds_to_where_its_last_commit_left_it() {
        var run = played();

        var loaded = new Recovery(world.journal, Machine.RULES, new KnownPlan.Shelf()).load(run);

        assertThat(loaded.state.status()).isEqualTo(Status.FAILED);
        for (var step : world.journal.steps(run))
            assertThat(loaded.stepRow(step.index())).isEqualTo(step);
        assertThat(loaded.currentRow()).isEqualTo(world.row(run));
    }
}
