package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Pipeline;
import dev.towpath.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a test says happens to the run, and the run is that of the real engine.
class PipelineTestTest {
    record Input(int number) {}

    static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define("numbers", Input.class, (p, in) -> {
            var upTo = p.step("count", PipelineTestTest::count, in.get(Input::number));
            var squares = p.each("square", PipelineTestTest::square, upTo).retry(Retry.times(3));
            return p.step("sum", PipelineTestTest::sum, squares).timeout(Duration.ofMinutes(1));
        });
    }

    static List<Integer> count(int number) {
        return java.util.stream.IntStream.rangeClosed(1, number).boxed().toList();
    }

    static int square(int number) {
        return number * number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static PipelineTest<Input, Integer> test() {
        return PipelineTest.of(pipeline()).input(new Input(4));
    }

    @Test
    void without_faults_every_step_is_executed_once_and_no_time_passes() {
        var result = test().run().assertSucceeded().assertOutput(30).assertExecutedOnce();

        assertThat(result.elapsed()).isZero();
        result.step("square").assertAttempts(4).assertExecuted(4).assertOutput(List.of(1, 4, 9, 16));
    }

    @Test
    void a_failing_attempt_is_tried_again_after_a_delay_that_takes_no_real_time() {
        var result = test().failing("square", 2).run().assertSucceeded().assertOutput(30);

        result.step("square").unit(0).assertAttempts(3).assertExecuted(1);
        assertThat(result.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    @Test
    void a_lost_result_is_made_again_by_the_next_process() {
        var result = test().losing("sum").run().assertSucceeded().assertOutput(30);

        result.step("sum").assertExecuted(2);
    }

    @Test
    void a_crash_after_a_result_is_on_disk_repeats_nothing() {
        test().crashAfter("count")
                .crashAfter("square", 2)
                .crashBefore("sum")
                .run()
                .assertOutput(30)
                .assertExecutedOnce();
    }

    @Test
    void a_time_out_passes_in_virtual_time() {
        var result = test().timingOut("sum").run().assertOutput(30);
        result.step("sum").assertAttempts(2).assertExecuted(2);
        assertThat(result.elapsed()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void cancel() {
        var result = test().cancelAt("sum").run().assertCancelled();
    }

    @Test
    void refusing() {
        test().refusing("sum", "no")
                .run()
                .assertFailed("business-error")
                .step("sum")
                .assertFailed("business-error")
                .assertExecuted(0);
    }
}
