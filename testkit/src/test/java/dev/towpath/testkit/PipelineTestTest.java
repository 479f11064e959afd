package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.Call;
import dev.towpath.Effect;
import dev.towpath.FileRef;
import dev.towpath.InvalidInput;
import dev.towpath.Min;
import dev.towpath.Pipeline;
import dev.towpath.Retry;
import dev.towpath.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a test says happens to the run, by the rules of the real engine, and the result tells it.
class PipelineTestTest {
    record Input(@Min(0) int number) {}

    /// Squares the numbers up to one, and adds them.
    static Pipeline<Input, Integer> squares() {
        return Pipeline.define("squares", Input.class, (p, in) -> {
            var upTo = p.step("count", PipelineTestTest::count, in.get(Input::number));
            var squares = p.each("square", PipelineTestTest::square, upTo).retry(Retry.times(3));
            return p.step("sum", PipelineTestTest::sum, squares).timeout(Duration.ofMinutes(1));
        });
    }

    static List<Integer> count(int number) {
        return IntStream.rangeClosed(1, number).boxed().toList();
    }

    static int square(int number) {
        return number * number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static PipelineTest<Input, Integer> test() {
        return PipelineTest.of(squares()).input(new Input(4));
    }

    @Test
    void without_faults_every_step_is_executed_once_and_no_time_passes() {
        var result = test().run().assertSucceeded().assertOutput(30).assertExecutedOnce();

        assertThat(result.elapsed()).isZero();
        assertThat(result.executedTwice()).isEmpty();
        result.step("square").assertAttempts(4).assertExecuted(4).assertOutput(List.of(1, 4, 9, 16));
        result.step("square").unit(3).assertSucceeded().assertExecuted(1);
    }

    @Test
    void the_same_test_gives_the_same_history() {
        var test = test().failing("square", 2).losing("sum").crashAfter("count");

        assertThat(test.run().history()).isEqualTo(test.run().history());
        assertThat(test.seed(1).run().history()).isNotEqualTo(test.run().history());
    }

    @Test
    void ten_thousand_units_are_no_trouble() {
        PipelineTest.of(squares())
                .input(new Input(10_000))
                .losing("square", 5_000)
                .run()
                .assertSucceeded()
                .step("square")
                .assertExecuted(10_001);
    }

    @Nested
    class Failures {
        @Test
        void a_failing_attempt_is_tried_again_after_a_virtual_delay() {
            var result = test().failing("square", 2).run().assertOutput(30);

            result.step("square").unit(0).assertAttempts(3).assertExecuted(1);
            result.step("square").unit(1).assertAttempts(1);
            assertThat(result.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        }

        @Test
        void an_attempt_that_fails_after_its_work_has_been_executed() {
            var result = test().failingAfterWork("sum", 1).run().assertOutput(30);

            result.step("sum").assertAttempts(2).assertExecuted(2);
            assertThat(result.executedTwice())
                    .containsExactly(new Repeat("sum", -1, 2, List.of("it failed after its work was done")));
        }

        @Test
        void too_many_of_them_end_the_run() {
            var result = test().failing("square", 2, 9).run().assertFailed("step-failed");

            result.step("square")
                    .unit(2)
                    .assertFailed("step-failed")
                    .assertAttempts(3)
                    .assertExecuted(0);
            result.step("sum").assertStatus(Status.CREATED);
        }

        @Test
        void a_business_error_is_not_tried_again() {
            var result = test().refusing("sum", "too much").run().assertFailed("business-error");

            result.step("sum").assertAttempts(1).assertExecuted(0);
            assertThat(result.failure().message()).isEqualTo("too much");
        }

        @Test
        void what_is_thrown_decides() {
            test().with(Fault.fails("sum", new IllegalStateException("broken")))
                    .run()
                    .assertFailed("step-failed")
                    .step("sum")
                    .assertAttempts(1);
        }

        @Test
        void a_time_out_passes_in_virtual_time_after_the_work_is_done() {
            var result = test().timingOut("sum").run().assertOutput(30);

            result.step("sum").assertAttempts(2).assertExecuted(2);
            assertThat(result.elapsed()).isGreaterThan(Duration.ofMinutes(1));
        }

        @Test
        void an_attempt_that_is_slower_than_its_limit_times_out_too() {
            test().slow("sum", Duration.ofHours(1))
                    .run()
                    .assertOutput(30)
                    .step("sum")
                    .assertAttempts(2);
        }

        @Test
        void a_slow_attempt_takes_its_time_and_no_more() {
            var result = test().slow("count", Duration.ofHours(3)).run().assertOutput(30);

            assertThat(result.elapsed()).isEqualTo(Duration.ofHours(3));
            result.assertElapsedAtMost(Duration.ofHours(3));
        }
    }

    @Nested
    class Crashes {
        @Test
        void before_a_step_repeat_nothing() {
            var result = test().crashBefore("sum").run().assertOutput(30).assertExecutedOnce();

            result.step("sum").assertAttempts(2).assertExecuted(1);
        }

        @Test
        void after_a_result_is_on_disk_repeat_nothing() {
            test().crashAfter("count")
                    .crashAfter("square", 2)
                    .crashAfter("sum")
                    .run()
                    .assertOutput(30)
                    .assertExecutedOnce();
        }

        @Test
        void that_lose_a_result_repeat_the_step() {
            var result = test().losing("square", 1).run().assertOutput(30);

            assertThat(result.executedTwice())
                    .map(Repeat::toString)
                    .containsExactly("square@1 was executed twice:"
                            + " the process died after its work, before its result was on disk");
        }

        @Test
        void hit_other_steps_that_are_underway() {
            var result = test().slow("count", Duration.ofHours(1))
                    .losing("count")
                    .run()
                    .assertOutput(30);

            result.step("count").assertExecuted(2);
        }

        @Test
        void of_one_step_are_too_many_at_last() {
            var test = test();
            for (var execution = 1; execution <= 5; execution++)
                test = test.with(Fault.of(Fault.Kind.LOSES, "sum").inExecution(execution));

            test.run().assertFailed("interrupted-too-often").step("sum").assertExecuted(5);
        }

        @Test
        void leave_what_may_happen_once_undecided() {
            var pipeline = Pipeline.define(
                    "once",
                    Input.class,
                    (p, in) -> p.step("pay", PipelineTestTest::square, in.get(Input::number))
                            .effect(Effect.AT_MOST_ONCE));

            var result =
                    PipelineTest.of(pipeline).input(new Input(3)).losing("pay").run();

            result.assertUndecided("pay").step("pay").assertExecuted(1);
            assertThat(result.reason()).contains("undecided");
        }
    }

    @Nested
    class Afterwards {
        @Test
        void a_failed_run_is_resumed_with_what_is_missing() {
            var failed = test().failing("square", 2, 3).run().assertFailed("step-failed");

            var result = failed.resume().assertOutput(30).assertExecutedOnce();

            result.step("count").assertExecuted(1);
            failed.assertFailed("step-failed").step("sum").assertStatus(Status.CREATED);
            assertThatThrownBy(failed::resume).hasMessage("the run has gone on already: take that result");
            assertThatThrownBy(result::resume).hasMessageContaining("it has succeeded");
        }

        @Test
        void faults_go_on_too() {
            var result = test().failing("sum", 4)
                    .run()
                    .assertFailed("step-failed")
                    .resume(Fault.of(Fault.Kind.LOSES, "sum"))
                    .assertOutput(30);

            result.step("sum").assertExecuted(2);
            assertThat(result.history()).contains("** somebody resumes the run");
        }

        @Test
        void a_cancelled_run_is_resumed() {
            test().cancelAt("sum").run().assertCancelled().resume().assertOutput(30);
        }

        @Test
        void somebody_decides_what_became_of_an_attempt() {
            var undecided = PipelineTest.of(Pipeline.define("once", Input.class, (p, in) -> {
                        var upTo = p.step("count", PipelineTestTest::count, in.get(Input::number));
                        var paid = p.each("pay", PipelineTestTest::square, upTo).effect(Effect.AT_MOST_ONCE);
                        return p.step("sum", PipelineTestTest::sum, paid);
                    }))
                    .input(new Input(2))
                    .losing("pay", 1);

            undecided.run().assertUndecided("pay").decideRetry("pay", 1).assertOutput(5);
            undecided
                    .run()
                    .decideDone("pay", 1, 100)
                    .assertOutput(101)
                    .step("pay")
                    .assertExecuted(2);
            undecided.run().decideFail("pay", 1).assertFailed("decided-failed");
        }
    }

    @Test
    void a_cancelled_run_executes_nothing_more() {
        var result = test().cancelAt("sum").run().assertCancelled();

        result.step("square").assertSucceeded();
        result.step("sum").assertExecuted(0);
    }

    // ---- other pipelines ------------------------------------------------------------------------------------------

    record Text(FileRef text) {}

    static FileRef upper(FileRef text, Attempt attempt) throws IOException {
        var file = attempt.newFile("upper.txt");
        Files.writeString(file.path(), text.readString().toUpperCase());
        return file;
    }

    @Test
    void files_are_inputs_and_outputs(@TempDir Path folder) throws IOException {
        var pipeline = Pipeline.define(
                "upper",
                Text.class,
                (p, in) -> p.step("upper", PipelineTestTest::upper, in.get(Text::text), p.attempt()));
        var text = Files.writeString(folder.resolve("text.txt"), "quiet");

        var result = PipelineTest.of(pipeline)
                .input(new Text(FileRef.of(text)))
                .losing("upper")
                .run();

        assertThat(result.output().name()).isEqualTo("upper.txt");
        assertThat(result.output().readString()).isEqualTo("QUIET");
    }

    static List<Call<Integer>> calls(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> Call.<Integer>to("squares", new Input(i)))
                .toList();
    }

    @Test
    void runs_that_a_run_makes_have_their_faults_by_name() {
        var pipeline = Pipeline.define("many", Input.class, (p, in) -> {
            var calls = p.step("calls", PipelineTestTest::calls, in.get(Input::number));
            return p.step("all", PipelineTestTest::sum, p.expand("each", calls, squares()));
        });

        var result = PipelineTest.of(pipeline)
                .input(new Input(3))
                .losing("sum")
                .losing("each/2/square", 1)
                .run()
                .assertOutput(1 + 5 + 14);

        result.step("each").assertAttempts(3);
        assertThat(result.executedTwice()).extracting(Repeat::step).containsExactly("each/0/sum", "each/2/square");
        result.step("each/2/square").assertExecuted(4).unit(1).assertExecuted(2);
        assertThat(result.history()).contains("made by each/2: squares");
    }

    // ---- what is wrong with a test --------------------------------------------------------------------------------

    @Test
    void a_fault_of_a_step_that_is_not_there_is_refused_with_the_right_name() {
        assertThatThrownBy(() -> test().failing("sqare", 1).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no step 'sqare' that executes code. Did you mean 'square'?");
        assertThatThrownBy(() -> test().run().step("sqare")).hasMessageContaining("Did you mean 'square'?");
    }

    @Test
    void a_fault_that_can_not_happen_is_refused() {
        assertThatThrownBy(() -> test().timingOut("count").run()).hasMessageContaining("'count' has no time-out");
        assertThatThrownBy(() -> test().losing("count", 0).run()).hasMessageContaining("is not mapped");
        assertThatThrownBy(() -> test().with(Fault.of(Fault.Kind.LOSES, "sum").inExecution(0)))
                .hasMessageContaining("execution must be 1 or more");
    }

    @Test
    void a_fault_that_did_not_happen_fails_the_test_because_it_tests_nothing() {
        assertThatThrownBy(() -> test().losing("square", 7).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("it did not happen: crash after square@7, before its result was on disk.");
    }

    @Test
    void an_input_out_of_its_bounds_is_refused_as_everywhere() {
        assertThatThrownBy(() -> test().input(new Input(-1)).run()).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> PipelineTest.of(squares()).run()).hasMessageContaining("call input(…) first");
    }

    @Test
    void every_assertion_that_fails_shows_the_history() {
        var result = test().failing("sum", 1).run();

        for (var wrong : List.<Runnable>of(
                () -> result.assertFailed("time-out"),
                result::assertCancelled,
                () -> result.assertUndecided("sum"),
                () -> result.assertOutput(31),
                () -> result.assertElapsedAtMost(Duration.ZERO),
                () -> result.step("sum").assertAttempts(1),
                () -> result.step("sum").assertExecuted(2),
                () -> result.step("sum").assertSkipped(),
                () -> result.step("sum").assertFailed("time-out"),
                () -> result.step("sum").assertOutput(31),
                () -> test().losing("sum").run().assertExecutedOnce()))
            assertThatThrownBy(wrong::run).isInstanceOf(AssertionError.class).hasMessageContaining("run succeeded");
        assertThatThrownBy(() -> result.assertOutput(31))
                .hasMessageStartingWith("the output differs\n  expected: 31\n  was:      30\n\n")
                .hasMessageContaining("code step-failed, message SimulatedFailure: the test lets 'sum' fail");
    }
}
