package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.Pipeline;
import dev.towpath.Resources;
import dev.towpath.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class ModesTest {
    record Count(int number) {}

    @Shared("four steps that are only left together")
    private static final CyclicBarrier FOUR = new CyclicBarrier(4);

    @Shared("how many steps are inside at this moment")
    private static final AtomicInteger INSIDE = new AtomicInteger();

    @Shared("the most that were inside at one moment")
    private static final AtomicInteger MOST = new AtomicInteger();

    @Shared("lets a test say when a step goes on")
    private static final Semaphore GATE = new Semaphore(0);

    @TempDir
    Path folder;

    @Parameter
    StoreKind kind;

    static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    static Integer square(int number) {
        return number * number;
    }

    static List<Integer> negate(List<Integer> numbers) {
        return numbers.stream().map(n -> -n).toList();
    }

    private static final Pipeline<Count, List<Integer>> MAPS = Pipeline.define("maps", Count.class, (p, in) -> {
        var squares = p.each("square", ModesTest::square, p.step("list", ModesTest::upTo, in.get(Count::number)));
        return p.batch("negate", ModesTest::negate, squares, 7);
    });

    @ParameterizedTest
    @ValueSource(strings = {"parallel", "serial", "batch=1", "batch=9", "batch=1000"})
    void every_mode_gives_the_same_output(String mode) throws Exception {
        try (var towpath = kind.open(folder, MAPS)) {
            var options = RunOptions.DEFAULT.mode(Mode.parse(mode));
            var expected = upTo(100).stream().map(n -> -n * n).toList();
            assertThat(towpath.submit(MAPS, new Count(100), options).await()).isEqualTo(expected);
        }
    }

    static Integer meets(int number) throws InterruptedException, BrokenBarrierException, TimeoutException {
        FOUR.await(30, TimeUnit.SECONDS);
        return number;
    }

    private static Pipeline<Count, List<Integer>> four(Resources resources) {
        return Pipeline.define(
                "four",
                Count.class,
                (p, in) -> p.each("meet", ModesTest::meets, p.step("list", ModesTest::upTo, in.get(Count::number)))
                        .resources(resources));
    }

    @Test
    void four_units_run_at_once_where_there_are_four_slots() throws Exception {
        var pipeline = four(Resources.DEFAULT);
        try (var towpath = kind.open(folder, TowpathOptions.DEFAULT.cpuSlots(4), pipeline)) {
            assertThat(towpath.run(pipeline, new Count(4)).await()).hasSize(4);
        }
    }

    @Test
    void steps_that_only_wait_run_at_once_although_there_is_one_slot() throws Exception {
        var pipeline = four(Resources.cpu(0));
        try (var towpath = kind.open(folder, TowpathOptions.DEFAULT.cpuSlots(1), pipeline)) {
            assertThat(towpath.run(pipeline, new Count(4)).await()).hasSize(4);
        }
    }

    static Integer enters(int number, Attempt attempt) {
        var now = INSIDE.incrementAndGet();
        MOST.accumulateAndGet(now, Math::max);
        for (var i = 0; i < 1000 && !attempt.cancelled(); i++) Thread.onSpinWait();
        INSIDE.decrementAndGet();
        return number;
    }

    private static Pipeline<Count, List<Integer>> crowd(Resources resources) {
        return Pipeline.define(
                "crowd",
                Count.class,
                (p, in) -> p.each(
                                "enter",
                                ModesTest::enters,
                                p.step("list", ModesTest::upTo, in.get(Count::number)),
                                p.attempt())
                        .resources(resources));
    }

    private int mostAtOnce(TowpathOptions options, RunOptions run, Resources resources) throws InterruptedException {
        MOST.set(0);
        var pipeline = crowd(resources);
        try (var towpath = kind.open(folder, options, pipeline)) {
            assertThat(towpath.submit(pipeline, new Count(200), run).await()).hasSize(200);
        }
        return MOST.get();
    }

    @Test
    void two_steps_that_need_two_of_three_cpus_never_overlap() throws Exception {
        var options = TowpathOptions.DEFAULT.cpuSlots(3);
        assertThat(mostAtOnce(options, RunOptions.DEFAULT.mode(Mode.batch(1)), Resources.cpu(2)))
                .isEqualTo(1);
    }

    @Test
    void one_slot_and_serial_mode_let_one_unit_run_at_a_time() throws Exception {
        assertThat(mostAtOnce(TowpathOptions.DEFAULT.cpuSlots(1), RunOptions.DEFAULT, Resources.DEFAULT))
                .isEqualTo(1);
        var serial = RunOptions.DEFAULT.mode(Mode.SERIAL);
        assertThat(mostAtOnce(TowpathOptions.DEFAULT.cpuSlots(4), serial, Resources.DEFAULT))
                .isEqualTo(1);
    }

    @Test
    void a_named_pool_and_memory_bound_what_runs_at_once() throws Exception {
        var options = TowpathOptions.DEFAULT
                .cpuSlots(4)
                .pools(java.util.Map.of("gpu", 1))
                .memory(100);
        var one = RunOptions.DEFAULT.mode(Mode.batch(1));
        assertThat(mostAtOnce(options, one, Resources.cpu(1).pool("gpu", 1))).isEqualTo(1);
        assertThat(mostAtOnce(options, one, Resources.cpu(1).memory(60))).isEqualTo(1);
    }

    static Integer gated(int number) {
        GATE.acquireUninterruptibly();
        return number;
    }

    @Test
    void the_times_of_parallel_steps_overlap_and_those_of_serial_ones_do_not() throws Exception {
        var pipeline = Pipeline.define("pair", Count.class, (p, in) -> {
            var a = p.step("a", ModesTest::gated, in.get(Count::number));
            var b = p.step("b", ModesTest::gated, in.get(Count::number));
            return p.step("sum", Integer::sum, a, b);
        });
        GATE.release(2);
        try (var towpath = kind.open(folder, TowpathOptions.DEFAULT.cpuSlots(4), pipeline)) {
            var run = towpath.submit(pipeline, new Count(1), RunOptions.DEFAULT.mode(Mode.SERIAL));
            run.await();
            var a = FailuresTest.step(run.view(), "a");
            var b = FailuresTest.step(run.view(), "b");
            assertThat(b.started()).isAfterOrEqualTo(a.ended());
        }
    }

    @Test
    void a_mode_is_one_of_three_words() {
        assertThat(Mode.parse("batch=12")).isEqualTo(Mode.batch(12)).hasToString("batch=12");
        for (var wrong : List.of("", "Serial", "batch", "batch=0", "batch=-1", "batch=x"))
            assertThatThrownBy(() -> Mode.parse(wrong)).hasMessageContaining("parallel, serial or batch=N");
    }
}
