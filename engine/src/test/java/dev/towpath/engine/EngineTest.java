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
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The engine with its threads, as its callers see it.
final class EngineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TinyJournal journal = new TinyJournal();
    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Function<Task, Report> behaviour = task -> ScriptedAttempts.ended(task, NOW, gives("\"done\""));
    private final Engine engine = new Engine(
            new Engine.Parts(
                    journal,
                    new TinyArtifacts(),
                    _ -> new CodeLoader.Code.Ready(EngineTest.class.getClassLoader()),
                    new AttemptsFactory(Direct::new),
                    () -> NOW,
                    new Counted(),
                    new TinyOwners.Town().settle("me"),
                    Machine.RULES,
                    (code, _) -> halts.add(code)),
            EngineOptions.DEFAULT);

    private final class Counted implements IdSource {
        @Override
        public RunId newRun(Instant now) {
            return new RunId("r-" + String.format("%026d", ids.incrementAndGet()));
        }

        @Override
        public String newEvent() {
            return "e" + ids.incrementAndGet();
        }
    }

    /// Ends each task on the spot, or never if the behaviour says null.
    private final class Direct implements Attempts {
        private final Consumer<Report> reports;

        Direct(Consumer<Report> reports) {
            this.reports = reports;
        }

        @Override
        public void start(Task task) {
            var report = behaviour.apply(task);
            if (report != null) reports.accept(report);
        }

        @Override
        public void stop(RunId run) {}

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static Plan plan() {
        var draft = new DraftPlan().tries(1);
        var first = draft.step("first", input("x"));
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    private static Submission wish(Plan plan, String input, String key) {
        return new Submission(
                Digest.of("bundle"),
                plan,
                input.getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{}",
                key,
                Mode.PARALLEL,
                null);
    }

    @Test
    void a_submitted_run_ends_and_says_how() throws Exception {
        var run = engine.submit(wish(plan(), "{}", null));

        var end = engine.await(run);

        assertThat(end.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(journal.value(end.output())).isPresent();
        assertThat(engine.await(run)).isEqualTo(end);
    }

    @Test
    void many_runs_are_submitted_at_once() throws Exception {
        var wishes = IntStream.range(0, 500)
                .mapToObj(i -> wish(plan(), "{\"x\":" + i + "}", null))
                .toList();

        var runs = engine.submitAll(wishes);

        for (var run : runs) assertThat(engine.await(run).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runs).doesNotHaveDuplicates().hasSize(500);
    }

    @Test
    void waiting_ends_with_a_timeout_and_the_run_goes_on() throws Exception {
        behaviour = _ -> null;
        var run = engine.submit(wish(plan(), "{}", null));

        assertThatThrownBy(() -> engine.await(run, Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);

        assertThat(engine.live(run)).get().satisfies(now -> {
            assertThat(now.status()).isEqualTo(Status.RUNNING);
            assertThat(now.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.attempts()).isEqualTo(1));
        });
    }

    @Test
    void a_failed_run_gives_its_failure_and_can_be_resumed() throws Exception {
        behaviour = task -> ScriptedAttempts.ended(task, NOW, fails(Report.Kind.BUSINESS, "no cat"));
        var run = engine.submit(wish(plan(), "{}", null));
        assertThat(engine.await(run).failure().message()).isEqualTo("no cat");

        behaviour = task -> ScriptedAttempts.ended(task, NOW, gives("\"cat\""));
        engine.resume(run);

        assertThat(engine.await(run).status()).isEqualTo(Status.SUCCEEDED);
        assertThatThrownBy(() -> engine.resume(run)).hasMessageContaining("it has succeeded");
    }

    @Test
    void a_run_that_is_executed_here_is_not_resumed_a_second_time() {
        behaviour = _ -> null;
        var run = engine.submit(wish(plan(), "{}", null));

        assertThatThrownBy(() -> engine.resume(run)).hasMessageContaining("it is being executed");
    }

    @Test
    void an_unknown_run_is_named() {
        var stranger = new RunId("r-zzzzzzzzzzzzzzzzzzzzzzzzzz");

        assertThatThrownBy(() -> engine.await(stranger)).hasMessageContaining("there is no run '" + stranger + "'");
        assertThatThrownBy(() -> engine.resume(stranger)).hasMessageContaining("there is no run");
        assertThat(engine.live(stranger)).isEmpty();
        engine.cancel(stranger, "nobody");
    }

    @Test
    void one_step_runs_alone_with_what_an_earlier_run_has_stored() throws Exception {
        var run = engine.submit(wish(plan(), "{}", null));
        engine.await(run);
        var started = new ArrayList<Integer>();
        behaviour = task -> {
            started.add(task.node());
            return ScriptedAttempts.ended(task, NOW, gives("\"again\""));
        };

        var only = new Submission(
                Digest.of("bundle"),
                plan(),
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{}",
                null,
                Mode.PARALLEL,
                new Submission.Only("second", run));
        var second = engine.submit(only);

        assertThat(engine.await(second).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(started).containsExactly(1);
        assertThat(journal.steps(second))
                .extracting(step -> step.status())
                .containsExactly(Status.CACHED, Status.SUCCEEDED);
    }

    @Test
    void one_step_alone_is_given_the_value_of_the_branch_that_was_taken() throws Exception {
        var draft = new DraftPlan();
        var ready = draft.step("ready");
        draft.in(new Guard(ref(ready), "true"));
        var yes = draft.step("yes");
        draft.in(new Guard(ref(ready), "false"));
        var no = draft.step("no");
        draft.in();
        var either = draft.choice(
                "either", ref(ready), false, new Node.Branch("true", ref(yes)), new Node.Branch("false", ref(no)));
        var last = draft.step("last", ref(either));
        draft.step("more", ref(last));
        var plan = draft.plan(ref(last));
        behaviour = task -> ScriptedAttempts.ended(task, NOW, gives("true"));
        var run = engine.submit(wish(plan, "{}", null));
        engine.await(run);

        var only = new Submission(
                Digest.of("bundle"),
                plan,
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{}",
                null,
                Mode.PARALLEL,
                new Submission.Only("last", run));
        var second = engine.submit(only);

        assertThat(engine.await(second).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(journal.steps(second))
                .extracting(step -> step.name() + " " + step.status() + " " + step.reason())
                .containsExactly(
                        "ready CACHED ",
                        "yes CACHED ",
                        "no SKIPPED `ready` is true",
                        "last SUCCEEDED ",
                        "more SKIPPED not asked for");
    }

    @Test
    void one_step_alone_needs_what_comes_before_it() {
        behaviour = task -> ScriptedAttempts.ended(task, NOW, fails(Report.Kind.BUSINESS, "no"));
        var run = engine.submit(wish(plan(), "{}", null));
        var second = new Submission(
                Digest.of("bundle"),
                plan(),
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{}",
                null,
                Mode.PARALLEL,
                new Submission.Only("second", run));
        var nothing = new Submission(
                Digest.of("bundle"),
                plan(),
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{}",
                null,
                Mode.PARALLEL,
                new Submission.Only("third", run));

        assertThatThrownBy(() -> engine.submit(second)).hasMessageContaining("has no output of 'first'");
        assertThatThrownBy(() -> engine.submit(nothing)).hasMessageContaining("there is no step 'third'");
    }

    @Test
    void listeners_hear_every_event_in_order_after_it_is_on_disk() throws Exception {
        var heard = new ArrayList<HistoryEvent>();
        var end = new CountDownLatch(1);
        behaviour = _ -> null;
        var run = engine.submit(wish(plan(), "{}", null));
        try (var _ = engine.listen(run, event -> {
            heard.add(event);
            if (event.type().equals("CancelAsked")) end.countDown();
        })) {
            engine.cancel(run, "enough");
            end.await();
        }

        assertThat(heard).extracting(HistoryEvent::seq).isSorted().doesNotHaveDuplicates();
        assertThat(heard)
                .extracting(HistoryEvent::type)
                .startsWith("Submitted", "Owned")
                .contains("CancelAsked");
    }

    @Test
    void when_the_journal_fails_everybody_is_told_and_nothing_acknowledged_is_lost() throws Exception {
        behaviour = _ -> null;
        var run = engine.submit(wish(plan(), "{}", null));
        journal.failNext(new StoreException("disk-full", "the disk is full", "/store", "Make room.", null));

        assertThatThrownBy(() -> engine.submit(wish(plan(), "{}", null)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full");
        assertThatThrownBy(() -> engine.await(run)).isInstanceOf(StoreException.class);
        assertThat(journal.run(run))
                .get()
                .satisfies(row -> assertThat(row.status()).isEqualTo(Status.RUNNING));
        assertThat(halts).isEmpty();
    }

    @Test
    void when_the_loop_breaks_the_process_is_halted_with_code_8() throws Exception {
        behaviour = _ -> {
            throw new OutOfMemoryError("planted");
        };
        var submitted = CompletableFuture.runAsync(() -> engine.submit(wish(plan(), "{}", null)));

        assertThat(halts.take()).isEqualTo(8);
        assertThat(submitted)
                .satisfiesAnyOf(
                        done -> assertThat(done).succeedsWithin(Duration.ofSeconds(30)),
                        failed -> assertThat(failed).failsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void closing_tells_those_who_wait_and_leaves_the_run_to_be_resumed() {
        behaviour = _ -> null;
        var run = engine.submit(wish(plan(), "{}", null));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return engine.await(run);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        engine.close();

        assertThatThrownBy(waiting::join).cause().hasMessageContaining("the engine was closed");
        assertThatThrownBy(() -> engine.submit(wish(plan(), "{}", null))).hasMessageContaining("was closed");
        assertThat(journal.run(run).orElseThrow().status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void a_listener_that_fails_is_dropped_and_the_others_hear_on() throws Exception {
        behaviour = _ -> null;
        var end = new CountDownLatch(1);
        var run = engine.submit(wish(plan(), "{}", null));

        try (var _ = engine.listen(run, _ -> {
                    throw new IllegalStateException("planted");
                });
                var _ = engine.listen(run, event -> {
                    if (event.type().equals("CancelAsked")) end.countDown();
                })) {
            engine.cancel(run, "enough");
            end.await();
        }

        assertThat(engine.live(run)).isPresent();
    }
}
