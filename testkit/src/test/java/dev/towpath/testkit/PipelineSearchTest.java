package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.Builder;
import dev.towpath.Effect;
import dev.towpath.Pipeline;
import dev.towpath.Retry;
import dev.towpath.Shared;
import dev.towpath.Value;
import dev.towpath.testkit.Fault.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A search finds steps that do not bear what goes wrong, says which and why with the smallest set of faults, and finds
/// nothing in those that do.
class PipelineSearchTest {
    /// On a busy machine too, what is found depends on the seed alone.
    private static final Duration LONG = Duration.ofMinutes(10);

    record Input(List<String> names) {}

    /// What is outside.
    static final class Post {
        final List<String> sent = new ArrayList<>();
        final Map<String, Integer> seen = new HashMap<>();
        int number;

        void clear() {
            sent.clear();
            seen.clear();
            number = 0;
        }
    }

    @Shared("stands in for a service outside")
    static final Post POST = new Post();

    private static Pipeline<Input, List<String>> pipeline(
            BiFunction<Builder, Value<List<String>>, Value<List<String>>> body) {
        return Pipeline.define("letters", Input.class, (p, in) -> body.apply(p, in.get(Input::names)));
    }

    private static PipelineTest<Input, List<String>> test(Pipeline<Input, List<String>> pipeline) {
        return PipelineTest.of(pipeline)
                .input(new Input(List.of("ann", "bob", "cat")))
                .within(300, LONG)
                .fresh(POST::clear)
                .observing(() -> POST.sent.stream().sorted().toList());
    }

    // ---- what is found --------------------------------------------------------------------------------------------

    static String send(String name) {
        POST.sent.add(name);
        return name;
    }

    static List<String> sendAll(List<String> names) {
        POST.sent.addAll(names);
        return names;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_step_that_does_again_what_it_has_done(long seed) {
        var found = test(pipeline((p, names) -> p.each("send", PipelineSearchTest::send, names)))
                .seed(seed)
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.NOT_IDEMPOTENT);
        assertThat(found.faults()).containsExactly(Fault.of(Kind.LOSES, "send").ofUnit(0));
        assertThat(found.toString())
                .startsWith("""
                    send@0 was executed twice: crash after send@0, before its result was on disk. Declare \
                    effect(AT_MOST_ONCE) or use attempt.idempotencyKey().
                      without faults: [ann, bob, cat]
                      with them:      [ann, ann, bob, cat]
                      smallest set of faults: .losing("send", 0)
                      found with -Dtowpath.seed=%d, after\
                    """.formatted(seed))
                .contains("** crash after send@0, before its result was on disk");
    }

    @Test
    void one_that_is_declared_to_bear_it_and_does_not() {
        var found = test(pipeline((p, names) ->
                        p.step("send", PipelineSearchTest::sendAll, names).effect(Effect.IDEMPOTENT)))
                .find()
                .orElseThrow();

        assertThat(found.advice()).startsWith("It is declared effect(IDEMPOTENT) and is not");
        assertThat(found.faults()).containsExactly(Fault.of(Kind.LOSES, "send"));
    }

    static List<String> number(List<String> names) {
        POST.number++;
        return names.stream().map(name -> POST.number + " " + name).toList();
    }

    @Test
    void a_step_that_gives_something_else_the_second_time() {
        var found = test(pipeline((p, names) -> p.step("number", PipelineSearchTest::number, names)))
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.NOT_DETERMINISTIC);
        assertThat(found.step()).isEqualTo("number");
        assertThat(found.what())
                .isEqualTo("number was executed twice: crash after number, before its result was on disk, and gave"
                        + " another result then");
        assertThat(found.was()).isEqualTo("[2 ann, 2 bob, 2 cat]");
    }

    static List<String> create(List<String> names) throws IOException {
        if (!POST.sent.isEmpty()) throw new IOException("there is a letter already");
        POST.sent.addAll(names);
        return names;
    }

    @Test
    void a_step_that_fails_the_second_time() {
        var found = test(pipeline((p, names) -> p.step("create", PipelineSearchTest::create, names)))
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.FAILS);
        assertThat(found.step()).isEqualTo("create");
        assertThat(found.was()).isEqualTo("FAILED");
        assertThat(found.what()).contains("there is a letter already");
    }

    static List<String> first(List<String> names) {
        POST.sent.add("first " + POST.sent.size());
        return names;
    }

    static List<String> second(List<String> names) {
        POST.sent.add("second " + POST.sent.size());
        return names;
    }

    static List<String> both(List<String> some, List<String> others) {
        return some;
    }

    @Test
    void steps_that_see_each_other_without_an_edge() {
        var found = test(pipeline((p, names) -> {
                    var first = p.step("first", PipelineSearchTest::first, p.step("a", List::copyOf, names));
                    var second = p.step("second", PipelineSearchTest::second, p.step("b", List::copyOf, names));
                    return p.step(
                            "both",
                            PipelineSearchTest::both,
                            first.effect(Effect.AT_MOST_ONCE),
                            second.effect(Effect.AT_MOST_ONCE));
                }))
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.ORDER);
        assertThat(found.faults()).hasSize(1);
        assertThat(found.advice()).contains(".after(…)");
        assertThat(found.expected()).isEqualTo("[first 0, second 1]");
        assertThat(found.was()).isEqualTo("[first 1, second 0]");
    }

    static List<String> attempt(List<String> names, Attempt attempt) {
        return List.of("try " + attempt.number());
    }

    @Test
    void a_result_that_tells_the_number_of_the_attempt() {
        var found = test(pipeline((p, names) -> p.step("try", PipelineSearchTest::attempt, names, p.attempt())))
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.NOT_DETERMINISTIC);
        assertThat(found.step()).isEqualTo("try");
    }

    static List<String> chance(List<String> names) {
        return List.of(new Object().hashCode() + "-" + System.nanoTime());
    }

    @Test
    void a_result_of_chance_needs_no_fault() {
        var found = test(pipeline((p, names) -> p.step("chance", PipelineSearchTest::chance, names)))
                .find()
                .orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.NOT_DETERMINISTIC);
        assertThat(found.faults()).isEmpty();
        assertThat(found.what()).isEqualTo("chance gives another result each time, also without any fault");
    }

    /// Remembers a key for one repetition only.
    static List<String> forgetful(List<String> names, Attempt attempt) {
        if (POST.seen.merge(attempt.idempotencyKey(), 1, Integer::sum) != 2) POST.sent.add("letter");
        return names;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_takes_two_faults_together(long seed) {
        var found = test(pipeline((p, names) -> p.step("forgetful", PipelineSearchTest::forgetful, names, p.attempt())))
                .seed(seed)
                .find()
                .orElseThrow();

        assertThat(found.faults())
                .containsExactlyInAnyOrder(
                        Fault.of(Kind.LOSES, "forgetful"),
                        Fault.of(Kind.LOSES, "forgetful").inExecution(2));
        assertThat(found.what()).startsWith("forgetful was executed 3 times: ");
    }

    @Test
    void what_is_outside_and_not_put_back() {
        var found = test(pipeline((p, names) -> p.each("send", PipelineSearchTest::send, names)))
                .fresh(() -> {})
                .find()
                .orElseThrow();

        assertThat(found.faults()).isEmpty();
        assertThat(found.advice()).startsWith("Put back with fresh(() -> …)");
    }

    @Test
    void what_is_outside_is_compared_also_if_it_is_no_copy() {
        var found = test(pipeline((p, names) -> p.each("send", PipelineSearchTest::send, names)))
                .observing(() -> POST.sent)
                .find();

        assertThat(found).isPresent();
    }

    // ---- what is not ----------------------------------------------------------------------------------------------

    static String sendOnce(String name, Attempt attempt) {
        if (POST.seen.merge(attempt.idempotencyKey(), 1, Integer::sum) == 1) POST.sent.add(name);
        return name;
    }

    static boolean isLong(List<String> names) {
        return names.size() > 2;
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        var good = pipeline((p, names) -> {
            var sent = p.each("send", PipelineSearchTest::sendOnce, names, p.attempt())
                    .timeout(Duration.ofHours(1))
                    .retry(Retry.times(2));
            var shorter = p.batch("batch", List::copyOf, sent, 2);
            return p.when(
                    p.step("long", PipelineSearchTest::isLong, shorter),
                    () -> p.step("yes", List::copyOf, shorter),
                    () -> p.step("no", List::copyOf, shorter));
        });

        var report = test(good).within(400, LONG).search();

        assertThat(report.histories()).isEqualTo(400);
        assertThat(report.faults()).isGreaterThan(800);
        assertThat(report.toString()).startsWith("nothing found in 400 histories with ");
    }

    @Test
    void a_step_that_is_never_repeated_may_do_what_it_likes() {
        test(pipeline((p, names) ->
                        p.each("send", PipelineSearchTest::send, names).effect(Effect.AT_MOST_ONCE)))
                .search();
    }

    @Test
    void what_is_left_out_of_the_comparison_may_differ() {
        test(pipeline((p, names) -> p.step("chance", PipelineSearchTest::chance, names)))
                .comparing(List::size)
                .search();
    }

    @Test
    void a_search_throws_what_it_finds() {
        assertThatThrownBy(() -> test(pipeline((p, names) -> p.each("send", PipelineSearchTest::send, names)))
                        .search())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("send@0 was executed twice");
    }

    @Test
    void a_run_that_fails_without_faults_is_no_finding() {
        assertThatThrownBy(() -> test(pipeline((p, names) -> p.step("create", PipelineSearchTest::create, names)))
                        .fresh(() -> POST.sent.add("old"))
                        .search())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the run should have succeeded");
    }
}
