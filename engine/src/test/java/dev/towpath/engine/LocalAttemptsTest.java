package dev.towpath.engine;

import static dev.towpath.engine.LocalWorld.failed;
import static dev.towpath.engine.LocalWorld.json;
import static dev.towpath.engine.LocalWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.BusinessError;
import dev.towpath.Digest;
import dev.towpath.Pipeline;
import dev.towpath.Resources;
import dev.towpath.RunId;
import dev.towpath.Shared;
import dev.towpath.engine.Report.Kind;
import dev.towpath.engine.Report.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAttemptsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    record Numbers(List<Integer> list, int more) {}

    record Text(String text) {}

    @Shared("lets a test say when a step goes on")
    private static final Semaphore GATE = new Semaphore(0);

    @Shared("lets a test know that a step has begun")
    private static final Semaphore BEGUN = new Semaphore(0);

    @TempDir
    Path store;

    static Integer sum(int a, int b) {
        return a + b;
    }

    private static final Pipeline<Numbers, List<Integer>> SUMS = Pipeline.define(
            "sums",
            Numbers.class,
            (p, in) -> p.each("sum", LocalAttemptsTest::sum, in.get(Numbers::list), in.get(Numbers::more)));

    @Test
    void a_unit_gets_its_element_and_the_whole_values_and_gives_one_value() throws Exception {
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(SUMS, 3, 1, "[1,2,3]", "10"));
            var results = world.ended();
            assertThat(results).extracting(Report.Result::unit).containsExactly(0, 1, 2);
            assertThat(results).extracting(r -> json(r.outcome())).containsExactly("11", "12", "13");
        }
    }

    @Test
    void each_of_100_000_units_is_reported_once_and_in_order() throws Exception {
        try (var world = new LocalWorld(store)) {
            var list = new StringBuilder("[0");
            for (var i = 1; i < 100_000; i++) list.append(',').append(i);
            world.attempts.start(task(SUMS, 100_000, 1, list.append(']').toString(), "0"));
            var results = world.ended();
            assertThat(results).hasSize(100_000);
            for (var i = 0; i < results.size(); i++) {
                assertThat(results.get(i).unit()).isEqualTo(i);
                assertThat(json(results.get(i).outcome())).isEqualTo(String.valueOf(i));
            }
        }
    }

    static Integer gated(int number) throws InterruptedException {
        if (number > 0) GATE.acquire();
        return number;
    }

    private static final Pipeline<Numbers, List<Integer>> GATED = Pipeline.define(
            "gated", Numbers.class, (p, in) -> p.each("gated", LocalAttemptsTest::gated, in.get(Numbers::list)));

    @Test
    void what_has_ended_is_reported_while_a_later_unit_still_runs() throws Exception {
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(GATED, 2, 1, "[0,1]"));
            var first = (Report.Ended) world.next();
            assertThat(first.results()).extracting(Report.Result::unit).containsExactly(0);
            assertThat(first.last()).isFalse();
            GATE.release();
            assertThat(world.ended()).extracting(Report.Result::unit).containsExactly(1);
        }
    }

    static String fail(String how) throws Exception {
        switch (thrown(how)) {
            case Error e -> throw e;
            case Exception e -> throw e;
            default -> throw new AssertionError(how);
        }
    }

    private static Throwable thrown(String how) {
        return switch (how) {
            case "business" -> new BusinessError("no such plate");
            case "null" -> new NullPointerException("oops");
            case "cast" -> new ClassCastException();
            case "index" -> new IndexOutOfBoundsException(7);
            case "argument" -> new IllegalArgumentException("x");
            case "state" -> new IllegalStateException("x");
            case "arithmetic" -> new ArithmeticException("/ by zero");
            case "unsupported" -> new UnsupportedOperationException();
            case "assertion" -> new AssertionError("x");
            case "linkage" -> new LinkageError("x");
            case "io" -> new IOException("connection reset");
            case "missing file" -> new NoSuchFileException("/data/a.png");
            case "runtime" -> new RuntimeException("x");
            case "error" -> new InternalError("x");
            case "memory" -> new OutOfMemoryError("Java heap space");
            case "full" -> new IOException("No space left on device");
            case "full inside" -> new UncheckedIOException("write", new IOException("a.bin: No space left on device"));
            default -> new IllegalArgumentException(how);
        };
    }

    private static final Pipeline<Text, String> FAILS = Pipeline.define(
            "fails", Text.class, (p, in) -> p.step("fail", LocalAttemptsTest::fail, in.get(Text::text)));

    @ParameterizedTest
    @CsvSource({
        "business,business-error,BUSINESS",
        "null,step-failed,PROGRAMMING",
        "cast,step-failed,PROGRAMMING",
        "index,step-failed,PROGRAMMING",
        "argument,step-failed,PROGRAMMING",
        "state,step-failed,PROGRAMMING",
        "arithmetic,step-failed,PROGRAMMING",
        "unsupported,step-failed,PROGRAMMING",
        "assertion,step-failed,PROGRAMMING",
        "linkage,step-failed,PROGRAMMING",
        "io,step-failed,APPLICATION",
        "missing file,step-failed,APPLICATION",
        "runtime,step-failed,APPLICATION",
        "error,step-failed,APPLICATION",
        "memory,out-of-memory,APPLICATION",
        "full,disk-full,APPLICATION",
        "full inside,disk-full,APPLICATION",
    })
    void what_is_thrown_decides_the_code_and_whether_it_is_tried_again(String how, String code, Kind kind)
            throws Exception {
        try (var world = new LocalWorld(store)) {
            var failed = failed(world.outcome(FAILS, "\"" + how + "\""));
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.kind()).isEqualTo(kind);
        }
    }

    static String nested(String text) {
        try {
            return fail("io");
        } catch (Exception e) {
            throw new UncheckedIOException("reading " + text, (IOException) e);
        }
    }

    @Test
    void a_failure_says_what_and_where_with_all_causes() throws Exception {
        var pipeline = Pipeline.define(
                "nested", Text.class, (p, in) -> p.step("read", LocalAttemptsTest::nested, in.get(Text::text)));
        try (var world = new LocalWorld(store)) {
            var failed = failed(world.outcome(pipeline, "\"plate 7\""));
            var failure = failed.failure();
            assertThat(failed.errors())
                    .startsWith("java.io.UncheckedIOException", "java.lang.RuntimeException", "java.lang.Exception");
            assertThat(failure.message()).contains("reading plate 7");
            assertThat(failure.error()).isEqualTo("java.io.UncheckedIOException");
            assertThat(failure.stack()).contains("reading plate 7", "Caused by", "connection reset");
            assertThat(failure.at()).startsWith("LocalAttemptsTest.java:");
            assertThat(failure.step()).isEqualTo("read");
            assertThat(failure.attempt()).isEqualTo(1);
            assertThat(failure.hint()).isNotBlank();
        }
    }

    @SuppressWarnings("NullAway")
    static String nothing(String text) {
        return text.isEmpty() ? text : null;
    }

    @Test
    void a_step_that_returns_null_fails_with_advice_and_is_not_tried_again() throws Exception {
        var pipeline = Pipeline.define(
                "nulls", Text.class, (p, in) -> p.step("nothing", LocalAttemptsTest::nothing, in.get(Text::text)));
        try (var world = new LocalWorld(store)) {
            var failed = failed(world.outcome(pipeline, "\"x\""));
            assertThat(failed.kind()).isEqualTo(Kind.PROGRAMMING);
            assertThat(failed.failure().code()).isEqualTo("null-result");
            assertThat(failed.failure().message()).contains("nothing", "null");
            assertThat(failed.failure().hint()).contains("Optional");
            assertThat(failed.failure().at()).startsWith("LocalAttemptsTest.java:");
        }
    }

    static Integer exhaust(String how) {
        if (how.equals("heap")) return new long[Integer.MAX_VALUE].length;
        return exhaust(how + how.length()) + 1;
    }

    private static final Pipeline<Text, Integer> EXHAUSTS = Pipeline.define(
            "exhausts", Text.class, (p, in) -> p.step("exhaust", LocalAttemptsTest::exhaust, in.get(Text::text)));

    @Test
    void a_step_that_exhausts_heap_or_stack_fails_and_its_thread_goes_on() throws Exception {
        try (var world = new LocalWorld(store, 1, LONG, 1000)) {
            assertThat(failed(world.outcome(EXHAUSTS, "\"heap\"")).failure().code())
                    .isEqualTo("out-of-memory");
            var overflow = failed(world.outcome(EXHAUSTS, "\"s\""));
            assertThat(overflow.errors()).contains("java.lang.StackOverflowError");
            world.attempts.start(task(SUMS, 1, 1, "[1]", "1"));
            assertThat(json(world.ended().getFirst().outcome())).isEqualTo("2");
            assertThat(world.attempts.abandonedThreads()).isZero();
        }
    }

    static String waits(String text) throws InterruptedException {
        BEGUN.release();
        new CountDownLatch(1).await();
        return text;
    }

    private static Pipeline<Text, String> waiting(Duration limit) {
        return Pipeline.define(
                "waits",
                Text.class,
                (p, in) -> p.step("wait", LocalAttemptsTest::waits, in.get(Text::text))
                        .timeout(limit));
    }

    @Test
    void a_step_that_waits_longer_than_its_limit_is_interrupted_and_fails_with_the_place() throws Exception {
        try (var world = new LocalWorld(store)) {
            var failed = failed(world.outcome(waiting(AT_ONCE.multipliedBy(50)), "\"x\""));
            assertThat(failed.kind()).isEqualTo(Kind.APPLICATION);
            assertThat(failed.failure().code()).isEqualTo("time-out");
            assertThat(failed.failure().message()).contains("50 ms");
            assertThat(failed.failure().at()).startsWith("LocalAttemptsTest.java:");
            assertThat(failed.failure().stack()).contains("LocalAttemptsTest.waits");
        }
        BEGUN.drainPermits();
    }

    @Test
    void stopping_a_run_interrupts_its_attempts_and_no_others() throws Exception {
        var other = new RunId("r-00000000000000000000000002");
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(waiting(LONG), 0, 1, "\"x\""));
            world.attempts.start(task(other, GATED, 1, 1, "[1]"));
            BEGUN.acquire();
            world.attempts.stop(LocalWorld.RUN);
            assertThat(world.ended().getFirst().outcome()).isEqualTo(new Outcome.Stopped());
            GATE.release();
            assertThat(json(world.ended().getFirst().outcome())).isEqualTo("1");
        }
    }

    @Test
    void units_that_have_not_begun_when_a_run_is_stopped_are_reported_as_stopped() throws Exception {
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(GATED, 3, 1, "[0,1,1]"));
            assertThat(((Report.Ended) world.next()).results()).hasSize(1);
            world.attempts.stop(LocalWorld.RUN);
            assertThat(world.ended())
                    .extracting(Report.Result::outcome)
                    .containsExactly(new Outcome.Stopped(), new Outcome.Stopped());
        }
    }

    static Integer stubborn(int number) {
        if (number > 0) {
            BEGUN.release();
            GATE.acquireUninterruptibly();
        }
        return number;
    }

    private static Pipeline<Numbers, List<Integer>> stubborn(Duration limit) {
        return Pipeline.define(
                "stubborn",
                Numbers.class,
                (p, in) -> p.each("stubborn", LocalAttemptsTest::stubborn, in.get(Numbers::list))
                        .timeout(limit));
    }

    @Test
    void a_thread_that_does_not_stop_is_abandoned_counted_and_replaced_and_the_next_units_go_on() throws Exception {
        try (var world = new LocalWorld(store, 1, AT_ONCE, 1000)) {
            world.attempts.start(task(stubborn(AT_ONCE.multipliedBy(20)), 3, 1, "[0,1,0]"));
            var results = world.ended();
            assertThat(results).extracting(Report.Result::unit).containsExactly(0, 1, 2);
            assertThat(json(results.get(2).outcome())).isEqualTo("0");
            var abandoned = (Outcome.Abandoned) results.get(1).outcome();
            assertThat(abandoned.timeOut().code()).isEqualTo("time-out");
            assertThat(world.attempts.abandonedThreads()).isEqualTo(1);
            GATE.release();
        }
        BEGUN.drainPermits();
    }

    @Test
    void what_an_abandoned_attempt_returns_later_is_ignored() throws Exception {
        try (var world = new LocalWorld(store, 1, AT_ONCE, 1000)) {
            world.attempts.start(task(stubborn(LONG), 1, 1, "[1]"));
            BEGUN.acquire();
            world.attempts.stop(LocalWorld.RUN);
            assertThat(world.ended()).extracting(Report.Result::outcome).containsExactly(new Outcome.Abandoned(null));
            GATE.release();
            assertThat(json(world.outcome(REPEATS, "\"a\""))).isEqualTo("\"a\"");
            assertThat(world.reports).isEmpty();
        }
    }

    static String repeat(String text) {
        return Thread.interrupted() ? "was interrupted" : text;
    }

    private static final Pipeline<Text, String> REPEATS = Pipeline.define(
            "repeats", Text.class, (p, in) -> p.step("repeat", LocalAttemptsTest::repeat, in.get(Text::text)));

    static String interruptsItself(String text) {
        Thread.currentThread().interrupt();
        return text;
    }

    @Test
    void an_interrupt_that_a_step_leaves_behind_does_not_reach_the_next() throws Exception {
        var pipeline = Pipeline.define(
                "interrupts",
                Text.class,
                (p, in) -> p.step("interrupt", LocalAttemptsTest::interruptsItself, in.get(Text::text)));
        try (var world = new LocalWorld(store, 1, LONG, 1000)) {
            assertThat(json(world.outcome(pipeline, "\"a\""))).isEqualTo("\"a\"");
            assertThat(json(world.outcome(REPEATS, "\"b\""))).isEqualTo("\"b\"");
        }
    }

    static Boolean onVirtualThread(String text) {
        return Thread.currentThread().isVirtual() && !text.isEmpty();
    }

    @Test
    void a_step_that_asks_for_no_cpu_runs_on_a_virtual_thread_and_others_do_not() throws Exception {
        var waits = Pipeline.define(
                "virtual",
                Text.class,
                (p, in) -> p.step("virtual", LocalAttemptsTest::onVirtualThread, in.get(Text::text))
                        .resources(Resources.cpu(0)));
        var computes = Pipeline.define(
                "platform",
                Text.class,
                (p, in) -> p.step("platform", LocalAttemptsTest::onVirtualThread, in.get(Text::text)));
        try (var world = new LocalWorld(store)) {
            assertThat(json(world.outcome(waits, "\"x\""))).isEqualTo("true");
            assertThat(json(world.outcome(computes, "\"x\""))).isEqualTo("false");
        }
    }

    static String large(String text) {
        return text.repeat(10_000);
    }

    @Test
    void a_value_above_the_journals_limit_is_kept_as_a_blob_and_read_from_there() throws Exception {
        var pipeline = Pipeline.define(
                "large", Text.class, (p, in) -> p.step("large", LocalAttemptsTest::large, in.get(Text::text)));
        try (var world = new LocalWorld(store)) {
            var output = ((Outcome.Success) world.outcome(pipeline, "\"0123456789\"")).output();
            assertThat(output.bytes()).isNull();
            assertThat(output.size()).isEqualTo(100_002);
            assertThat(world.blobs.has(output.digest())).isTrue();

            var task = task(REPEATS, 0, 1, "\"\"");
            var stored = InputValue.stored(task.code().shape(0, 0), output.digest(), List.of());
            world.attempts.start(new Task(
                    LocalWorld.RUN, 1, task.code(), 0, new Task.Part(-1, 1, 1), List.of(new Argument.Whole(stored))));
            assertThat(((Outcome.Success) world.ended().getFirst().outcome())
                            .output()
                            .digest())
                    .isEqualTo(output.digest());
        }
    }

    @Test
    void a_value_whose_blob_is_gone_fails_the_step_and_says_so() throws Exception {
        try (var world = new LocalWorld(store)) {
            var task = task(REPEATS, 0, 1, "\"\"");
            var gone = InputValue.stored(task.code().shape(0, 0), Digest.of("gone"), List.of());
            world.attempts.start(new Task(
                    LocalWorld.RUN, 1, task.code(), 0, new Task.Part(-1, 1, 1), List.of(new Argument.Whole(gone))));
            assertThat(failed(world.ended().getFirst().outcome()).failure().code())
                    .isEqualTo("artifact-missing");
        }
    }

    @Test
    void closing_ends_every_thread_that_was_started() throws Exception {
        try (var world = new LocalWorld(store)) {
            world.outcome(REPEATS, "\"x\"");
            world.attempts.start(task(waiting(LONG), 0, 1, "\"x\""));
            BEGUN.acquire();
        }
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("towpath-")) continue;
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void what_has_not_begun_when_its_run_is_stopped_has_stopped_at_once() throws Exception {
        try (var world = new LocalWorld(store, 1, Duration.ofSeconds(30), 1 << 20)) {
            world.attempts.start(task(GATED, 1, 1, "[1]"));
            var waiting = new RunId("r-00000000000000000000000077");
            world.attempts.start(task(waiting, GATED, 1, 1, "[0]"));

            world.attempts.stop(waiting);

            var stopped = (Report.Ended) world.next();
            assertThat(stopped.run()).isEqualTo(waiting);
            assertThat(stopped.last()).isTrue();
            assertThat(stopped.results()).extracting(Report.Result::outcome).containsExactly(new Outcome.Stopped());
            GATE.release();
            assertThat(json(world.ended().getFirst().outcome())).isEqualTo("1");
            assertThat(world.reports).isEmpty();
        }
    }
}
