package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Attempt;
import dev.towpath.BusinessError;
import dev.towpath.FileRef;
import dev.towpath.InvalidInput;
import dev.towpath.Min;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.Retry;
import dev.towpath.Shared;
import dev.towpath.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class FailuresTest {
    private static final Retry AT_ONCE = Retry.times(4).backoff(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Duration NEVER = Duration.ofMinutes(10);

    record Count(int number) {}

    record Text(String text) {}

    @Shared("lets a test say when a step goes on")
    private static final Semaphore GATE = new Semaphore(0);

    @Shared("lets a test know that a step has begun")
    private static final Semaphore BEGUN = new Semaphore(0);

    @TempDir
    Path folder;

    @Parameter
    StoreKind kind;

    private RunFailed failed(Run<?> run) {
        return catchThrowableOfType(RunFailed.class, run::await);
    }

    private <I extends Record> RunFailed failed(Pipeline<I, ?> pipeline, I input) {
        try (var towpath = kind.open(folder, pipeline)) {
            return failed(towpath.run(pipeline, input));
        }
    }

    static StepView step(RunView view, String name) {
        return view.steps().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Integer succeedsAtLast(int number, Attempt attempt) throws IOException {
        if (attempt.number() < number) throw new IOException("try " + attempt.number() + " fails");
        return attempt.number();
    }

    @AfterEach
    void what_is_left_is_a_sound_store() {
        Sound.store(folder.resolve(".towpath"));
    }

    @Test
    void an_application_error_is_tried_again_until_it_works() throws Exception {
        var pipeline = Pipeline.define(
                "retries",
                Count.class,
                (p, in) -> p.step("at-last", FailuresTest::succeedsAtLast, in.get(Count::number), p.attempt())
                        .retry(AT_ONCE));
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Count(3));
            assertThat(run.await()).isEqualTo(3);
            assertThat(step(run.view(), "at-last").attempts()).isEqualTo(3);
        }
    }

    @Test
    void an_error_that_stays_fails_the_run_with_what_where_and_what_to_do() {
        var pipeline = Pipeline.define(
                "stays",
                Count.class,
                (p, in) -> p.step("at-last", FailuresTest::succeedsAtLast, in.get(Count::number), p.attempt())
                        .retry(AT_ONCE));
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Count(9));
            var failed = failed(run);
            assertThat(failed.code()).isEqualTo("step-failed");
            assertThat(failed.what()).contains("at-last", "try 4 fails");
            assertThat(failed.at()).startsWith("FailuresTest.java:");
            assertThat(failed.hint()).contains("resume");
            assertThat(failed.failure().attempt()).isEqualTo(4);
            assertThat(failed.failure().stack()).contains("java.io.IOException: try 4 fails");
            assertThat(run.view().status()).isEqualTo(Status.FAILED);
            assertThat(step(run.view(), "at-last").attempts()).isEqualTo(4);
        }
    }

    static Integer refuses(int number) {
        throw new BusinessError("plate " + number + " is empty");
    }

    @Test
    void a_business_error_is_never_tried_again() {
        var pipeline = Pipeline.define(
                "business",
                Count.class,
                (p, in) -> p.step("refuse", FailuresTest::refuses, in.get(Count::number))
                        .retry(AT_ONCE));
        var failed = failed(pipeline, new Count(7));
        assertThat(failed.code()).isEqualTo("business-error");
        assertThat(failed.failure().message()).isEqualTo("plate 7 is empty");
        assertThat(failed.failure().attempt()).isEqualTo(1);
    }

    static Integer divides(int number) {
        return 1 / number;
    }

    @Test
    void a_programming_error_is_tried_again_only_if_the_step_names_it() {
        var plain = Pipeline.define(
                "plain",
                Count.class,
                (p, in) -> p.step("divide", FailuresTest::divides, in.get(Count::number))
                        .retry(AT_ONCE));
        assertThat(failed(plain, new Count(0)).failure().attempt()).isEqualTo(1);
        var named = Pipeline.define(
                "named",
                Count.class,
                (p, in) -> p.step("divide", FailuresTest::divides, in.get(Count::number))
                        .retry(AT_ONCE.on(ArithmeticException.class)));
        assertThat(failed(named, new Count(0)).failure().attempt()).isEqualTo(4);
    }

    static Integer huge(int number) {
        return new long[Integer.MAX_VALUE - number].length;
    }

    static Integer error(int number) {
        throw new InternalError("broken " + number);
    }

    @SuppressWarnings("NullAway")
    static Integer nothing(int number) {
        return number == 0 ? 1 : null;
    }

    @Test
    void a_step_that_runs_out_of_memory_throws_an_error_or_gives_null_fails_and_the_next_run_works() throws Exception {
        var huge = Pipeline.define(
                "huge",
                Count.class,
                (p, in) -> p.step("huge", FailuresTest::huge, in.get(Count::number))
                        .retry(Retry.never()));
        var error = Pipeline.define(
                "error",
                Count.class,
                (p, in) -> p.step("error", FailuresTest::error, in.get(Count::number))
                        .retry(Retry.never()));
        var nothing = Pipeline.define(
                "nothing", Count.class, (p, in) -> p.step("nothing", FailuresTest::nothing, in.get(Count::number)));
        try (var towpath = kind.open(folder, huge, error, nothing)) {
            assertThat(failed(towpath.run(huge, new Count(0))).code()).isEqualTo("out-of-memory");
            assertThat(failed(towpath.run(error, new Count(1))).failure().error())
                    .isEqualTo("java.lang.InternalError");
            assertThat(failed(towpath.run(nothing, new Count(1))).code()).isEqualTo("null-result");
            assertThat(towpath.run(nothing, new Count(0)).await()).isEqualTo(1);
        }
    }

    static Integer waits(int number) throws InterruptedException {
        BEGUN.release();
        new CountDownLatch(1).await();
        return number;
    }

    @Test
    void a_step_that_takes_longer_than_its_limit_fails() {
        var pipeline = Pipeline.define(
                "slow",
                Count.class,
                (p, in) -> p.step("wait", FailuresTest::waits, in.get(Count::number))
                        .timeout(Duration.ofMillis(100))
                        .retry(Retry.never()));
        var failed = failed(pipeline, new Count(1));
        assertThat(failed.code()).isEqualTo("time-out");
        assertThat(failed.failure().message()).contains("100 ms");
        BEGUN.drainPermits();
    }

    private static final Pipeline<Count, Integer> WAITS = Pipeline.define(
            "waits",
            Count.class,
            (p, in) ->
                    p.step("wait", FailuresTest::waits, in.get(Count::number)).timeout(NEVER));

    @Test
    void a_cancelled_run_ends_cancelled_and_waiting_for_it_says_so() throws Exception {
        try (var towpath = kind.open(folder, WAITS)) {
            var run = towpath.run(WAITS, new Count(1));
            BEGUN.acquire();
            run.cancel("enough of it");
            assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class).hasMessageContaining("cancelled");
            assertThat(run.view().reason()).isEqualTo("enough of it");
            assertThat(run.status()).isEqualTo(Status.CANCELLED);
            assertThat(step(run.view(), "wait").status()).isEqualTo(Status.CANCELLED);
            run.cancel(); // changes nothing
            assertThat(towpath.abandonedThreads()).isZero();
        }
    }

    static Integer stubborn(int number) {
        BEGUN.release();
        GATE.acquireUninterruptibly();
        return number;
    }

    @Test
    void a_run_whose_step_does_not_stop_is_cancelled_all_the_same_and_its_thread_counted() throws Exception {
        var pipeline = Pipeline.define(
                "stubborn", Count.class, (p, in) -> p.step("stubborn", FailuresTest::stubborn, in.get(Count::number)));
        var options = TowpathOptions.DEFAULT.cpuSlots(1).grace(Duration.ofMillis(10));
        try (var towpath = kind.open(folder, options, pipeline)) {
            var run = towpath.run(pipeline, new Count(1));
            BEGUN.acquire();
            run.cancel();
            assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class);
            assertThat(towpath.abandonedThreads()).isEqualTo(1);
            GATE.release();
        }
    }

    @Test
    void waiting_with_a_limit_ends_and_the_run_goes_on() throws Exception {
        try (var towpath = kind.open(folder, WAITS)) {
            var run = towpath.run(WAITS, new Count(1));
            BEGUN.acquire();
            assertThatThrownBy(() -> run.await(Duration.ofMillis(20))).isInstanceOf(TimeoutException.class);
            assertThat(run.status()).isEqualTo(Status.RUNNING);
            run.cancel();
        }
    }

    static Integer twice(int number) {
        if (number == 3) throw new BusinessError("three");
        return 2 * number;
    }

    static FileRef report(int number, Attempt attempt) throws IOException {
        var file = attempt.newFile("report.txt");
        Files.writeString(file.path(), "report " + number);
        return file;
    }

    static Integer count(FileRef report, List<Integer> numbers) throws IOException {
        return report.readString().length() + numbers.size();
    }

    record Numbers(List<Integer> numbers, int more) {}

    @Test
    void what_has_succeeded_in_a_failed_run_is_kept_and_can_be_fetched() throws Exception {
        var pipeline = Pipeline.define("partial", Numbers.class, (p, in) -> {
            var report = p.step("report", FailuresTest::report, in.get(Numbers::more), p.attempt());
            var twice = p.each("twice", FailuresTest::twice, in.get(Numbers::numbers));
            return p.step("count", FailuresTest::count, report, twice);
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Numbers(List.of(1, 2, 3, 4), 5));
            var failed = failed(run);
            assertThat(failed.failure().step()).isEqualTo("twice");
            assertThat(failed.failure().unit()).isEqualTo(2);

            var view = run.view();
            assertThat(step(view, "report").status()).isEqualTo(Status.SUCCEEDED);
            assertThat(step(view, "twice").units())
                    .containsEntry(Status.SUCCEEDED, 3)
                    .containsEntry(Status.FAILED, 1);
            assertThat(step(view, "count").status()).isEqualTo(Status.CREATED);
            assertThat(towpath.units(run.id(), "twice"))
                    .extracting(UnitView::status)
                    .containsExactly(Status.SUCCEEDED, Status.SUCCEEDED, Status.FAILED, Status.SUCCEEDED);

            var copy = towpath.copy(towpath.artifact("partial/report"), folder.resolve("got.txt"));
            assertThat(copy).hasContent("report 5");
        }
    }

    @Test
    void units_that_are_allowed_to_fail_are_left_out_of_the_list() throws Exception {
        var pipeline = Pipeline.define(
                "allowed",
                Numbers.class,
                (p, in) -> p.each("twice", FailuresTest::twice, in.get(Numbers::numbers))
                        .allowFailures(1));
        try (var towpath = kind.open(folder, pipeline)) {
            assertThat(towpath.run(pipeline, new Numbers(List.of(1, 2, 3, 4), 0))
                            .await())
                    .containsExactly(2, 4, 8);
        }
    }

    @Test
    void a_failed_run_is_resumed_where_it_failed() throws Exception {
        var flag = folder.resolve("flag");
        var pipeline = Pipeline.define("resumes", Text.class, (p, in) -> {
            var first = p.step("first", FailuresTest::marks, in.get(Text::text));
            return p.step("second", FailuresTest::needsFlag, in.get(Text::text), first)
                    .retry(Retry.never());
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Text(flag.toString()));
            assertThat(failed(run).what()).contains("flag is missing");
            Files.createFile(flag);
            assertThat(towpath.resume(run.id()).await()).isEqualTo("x"); // one mark: the first step ran once
            assertThatThrownBy(() -> towpath.resume(run.id())).hasMessageContaining("succeeded");
        }
    }

    static String marks(String flag) throws IOException {
        var marks = Path.of(flag + ".marks");
        Files.writeString(marks, (Files.exists(marks) ? Files.readString(marks) : "") + "x");
        return flag;
    }

    static String needsFlag(String flag, String again) throws IOException {
        if (!Files.exists(Path.of(again))) throw new IOException("the flag is missing");
        return Files.readString(Path.of(flag + ".marks"));
    }

    record Bounded(@Min(1) int count, FileRef file) {}

    static Integer size(FileRef file, int count) {
        return (int) file.size() * count;
    }

    @Test
    void an_input_that_does_not_fit_is_refused_and_makes_no_run() {
        var pipeline = Pipeline.define(
                "bounded",
                Bounded.class,
                (p, in) -> p.step("size", FailuresTest::size, in.get(Bounded::file), in.get(Bounded::count)));
        try (var towpath = kind.open(folder, pipeline)) {
            assertThat(problems(towpath, pipeline, new Bounded(0, FileRef.of(folder))))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("count", "at least 1");
            assertThat(problems(towpath, pipeline, new Bounded(1, FileRef.of(folder.resolve("missing.png")))))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("file", "missing.png");
            assertThat(towpath.runs(10)).isEmpty();
        }
    }

    private static <I extends Record> List<Problem> problems(Towpath towpath, Pipeline<I, ?> pipeline, I input) {
        return catchThrowableOfType(InvalidInput.class, () -> towpath.run(pipeline, input))
                .problems();
    }
}
