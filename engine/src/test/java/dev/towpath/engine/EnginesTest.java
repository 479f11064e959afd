package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Effect;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Plan;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Engines with their threads on one journal, as processes that share a store.
@Timeout(60)
final class EnginesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicInteger IDS = new AtomicInteger();

    private final TinyJournal journal = new TinyJournal();
    private final TinyOwners.Town town = new TinyOwners.Town();
    private final Process one = new Process("one", false);
    private final Process other = new Process("other", false);

    /// One process: its attempts begin when the engine says so and end when a test says so.
    private final class Process implements AutoCloseable {
        final TinyOwners owners;
        final BlockingQueue<Task> begun = new LinkedBlockingQueue<>();
        final BlockingQueue<RunId> stopped = new LinkedBlockingQueue<>();
        final CompletableFuture<Consumer<Report>> reports = new CompletableFuture<>();
        final Engine engine;

        Process(String name, boolean adopts) {
            owners = town.settle(name);
            engine = new Engine(
                    new Engine.Parts(
                            journal,
                            new TinyArtifacts(),
                            _ -> new CodeLoader.Code.Ready(EnginesTest.class.getClassLoader()),
                            new AttemptsFactory(this::attempts),
                            () -> NOW,
                            new Ids(),
                            owners,
                            Machine.RULES,
                            (_, cause) -> {
                                throw new AssertionError(cause);
                            }),
                    EngineOptions.DEFAULT.adopting(adopts));
        }

        private Attempts attempts(Consumer<Report> told) {
            reports.complete(told);
            return new Attempts() {
                @Override
                public void start(Task task) {
                    begun.add(task);
                }

                @Override
                public void stop(RunId run) {
                    stopped.add(run);
                }

                @Override
                public void close() {}
            };
        }

        /// The next attempt that begins.
        Task next() throws InterruptedException {
            var task = begun.poll(30, TimeUnit.SECONDS);
            if (task == null) throw new AssertionError("nothing begins");
            return task;
        }

        void end(Task task, String value) {
            reports.join().accept(ScriptedAttempts.ended(task, NOW, gives(value)));
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static final class Ids implements IdSource {
        @Override
        public RunId newRun(Instant now) {
            return new RunId("r-" + String.format("%026d", IDS.incrementAndGet()));
        }

        @Override
        public String newEvent() {
            return "e" + IDS.incrementAndGet();
        }
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private static Plan chain(Effect second) {
        var draft = new DraftPlan().tries(1);
        var first = draft.step("first", input("x"));
        draft.effect(second);
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    private static Submission wish(Effect second) {
        return World.wish(chain(second), "{\"x\":1}");
    }

    private static String name(Task task) {
        return task.step().name() + "#" + task.number();
    }

    @Test
    void who_was_paused_and_wakes_up_drops_the_run_that_another_one_has_taken() throws Exception {
        var run = one.engine.submit(wish(Effect.PURE));
        var stale = one.next();
        town.die("one");

        assertThat(other.engine.adopt(run)).isTrue();
        var again = other.next();
        one.end(stale, "\"stale\"");

        assertThat(one.stopped.take()).isEqualTo(run);
        assertThatThrownBy(() -> one.engine.await(run)).hasMessageContaining("process other executes it");
        assertThat(name(again)).isEqualTo("first#2");
        other.end(again, "\"a\"");
        other.end(other.next(), "\"b\"");
        var end = other.engine.await(run);
        assertThat(end.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(journal.value(end.output())).contains("\"b\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(one.begun).isEmpty();
    }

    @Test
    void runs_of_the_dead_go_on_at_once_with_who_adopts() throws Exception {
        var run = one.engine.submit(wish(Effect.PURE));
        one.next();
        try (var adopter = new Process("adopter", true)) {
            town.die("one");

            adopter.end(adopter.next(), "\"a\"");
            adopter.end(adopter.next(), "\"b\"");

            assertThat(adopter.engine.await(run).status()).isEqualTo(Status.SUCCEEDED);
            assertThat(journal.run(run).orElseThrow().owner()).isEqualTo("adopter");
            assertThat(other.begun).isEmpty();
        }
    }

    @Test
    void what_is_submitted_for_anybody_begins_where_somebody_adopts() throws Exception {
        try (var adopter = new Process("adopter", true)) {
            one.engine.submit(wish(Effect.PURE).queued());

            assertThat(name(adopter.next())).isEqualTo("first#1");
            assertThat(one.begun).isEmpty();
        }
    }

    @Test
    void a_poke_makes_the_owner_read_what_it_was_asked_for() throws Exception {
        var run = one.engine.submit(wish(Effect.PURE));
        var task = one.next();

        assertThat(other.engine.cancel(run, "enough")).isTrue();

        assertThat(one.stopped.take()).isEqualTo(run);
        one.reports.join().accept(ScriptedAttempts.ended(task, NOW, new Report.Outcome.Stopped()));
        assertThat(one.engine.await(run).status()).isEqualTo(Status.CANCELLED);
        assertThat(journal.inbox()).isEmpty();
    }

    @Test
    void who_can_not_prove_that_it_is_alive_stops_and_says_so() throws Exception {
        var run = one.engine.submit(wish(Effect.PURE));
        one.next();

        one.owners.lose();

        assertThat(one.stopped.take()).isEqualTo(run);
        assertThatThrownBy(() -> one.engine.submit(wish(Effect.PURE))).hasMessageContaining("could not prove");
        town.die("one");
        assertThat(other.engine.adopt(run)).isTrue();
        assertThat(name(other.next())).isEqualTo("first#2");
    }

    @Test
    void in_a_pipelined_run_a_pure_step_begins_before_the_disk_has_what_it_follows_from() throws Exception {
        one.engine.submit(wish(Effect.PURE).withDurability(Durability.PIPELINED));
        var first = one.next();
        var disk = new CountDownLatch(1);
        journal.slow(() -> waitFor(disk));

        one.end(first, "\"a\"");

        assertThat(name(one.next())).isEqualTo("second#1");
        assertThat(disk.getCount()).isEqualTo(1);
        disk.countDown();
    }

    @Test
    void in_a_pipelined_run_an_effect_begins_after_the_disk_has_what_it_follows_from() throws Exception {
        var run = one.engine.submit(wish(Effect.IDEMPOTENT).withDurability(Durability.PIPELINED));
        var first = one.next();
        var disk = new CountDownLatch(1);
        var writing = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        journal.slow(() -> {
            writing.countDown();
            waitFor(disk);
            order.add("on disk");
        });

        one.end(first, "\"a\"");
        writing.await();
        assertThat(one.begun).isEmpty();
        disk.countDown();
        order.add(name(one.next()));

        assertThat(order).startsWith("on disk").contains("second#1");
        assertThat(journal.events(run, 1, 100)).hasSizeGreaterThan(1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
