package dev.towpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// What the lines of a definition become in the plan.
class PipelineTest {
    record Address(String street, int number) {}

    record Input(String name, int count, List<String> words, boolean loud, Address home) {}

    sealed interface Shape {}

    record Circle(double r) implements Shape {}

    record Square(double a) implements Shape {}

    record Pair<A, B>(A one, B two) {}

    @Describe("Upper case")
    static String up(String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    static List<Integer> lengths(List<String> words) {
        return words.stream().map(String::length).toList();
    }

    static Shape shape(int count) {
        return new Circle(count);
    }

    static double area(Circle circle) {
        return circle.r();
    }

    static boolean isLong(String text) {
        return text.length() > 9;
    }

    static String log(String text, Attempt attempt) {
        return text + attempt.number();
    }

    static Address address(String street) {
        return new Address(street, 1);
    }

    static List<Call<String>> calls(List<String> words) {
        return words.stream()
                .map(word -> Call.<String>to("shout", address(word)))
                .toList();
    }

    private static final String STRING = "java.lang.String";

    private static <O> Plan plan(BiFunction<Builder, Value<Input>, Value<O>> body) {
        return Pipeline.<Input, O>define("test", Input.class, body).plan();
    }

    private static List<Problem> problems(BiFunction<Builder, Value<Input>, Value<String>> body) {
        return catchThrowableOfType(InvalidPipeline.class, () -> plan(body)).problems();
    }

    private static Pipeline<Address, String> shout() {
        return Pipeline.define("shout", Address.class, (p, in) -> {
            var up = p.step("up", PipelineTest::up, in.get(Address::street));
            var isLong = p.step("is-long", PipelineTest::isLong, up);
            return p.when(
                    isLong, () -> up, () -> p.step("trim", String::trim, up).after(isLong));
        });
    }

    @Test
    void a_step_reads_components_and_outputs_by_index_and_path() {
        var plan = plan((p, in) -> {
            var street = p.step("street", PipelineTest::up, in.get(Input::home).get(Address::street));
            return p.step("log", PipelineTest::log, street, p.attempt());
        });

        assertThat(plan.nodes()).extracting(Node::name).containsExactly("street", "log");
        assertThat(plan.nodes().get(0).reads()).containsExactly(new Ref(Ref.INPUT, List.of("home", "street"), STRING));
        assertThat(plan.nodes().get(1).reads())
                .containsExactly(new Ref(0, List.of(), STRING), new Ref(Ref.ATTEMPT, List.of(), "dev.towpath.Attempt"));
        assertThat(plan.output()).isEqualTo(new Ref(1, List.of(), STRING));
    }

    @Test
    void a_step_is_titled_by_its_methods_description() {
        var plan = plan((p, in) -> p.step("up", PipelineTest::up, in.get(Input::name)));

        assertThat(((Node.Step) plan.nodes().getFirst()).code().title()).isEqualTo("Upper case");
    }

    @Test
    void mapped_steps_give_lists_of_what_their_methods_give() {
        var plan = plan((p, in) -> {
            var shapes = p.each("each", PipelineTest::address, in.get(Input::words));
            p.batch("batch", PipelineTest::lengths, in.get(Input::words), 7);
            return shapes;
        });

        assertThat(plan.nodes())
                .extracting(Node::type)
                .containsExactly(
                        "java.util.List<dev.towpath.PipelineTest$Address>", "java.util.List<java.lang.Integer>");
        assertThat(((Node.Batch) plan.nodes().get(1)).size()).isEqualTo(7);
    }

    @Test
    void type_variables_are_bound_by_the_edges_of_each_use() {
        var plan = plan((p, in) -> {
            var inner = p.step("inner", Pair<String, Integer>::new, in.get(Input::name), in.get(Input::count));
            return p.step("outer", Pair<Pair<String, Integer>, List<String>>::new, inner, in.get(Input::words));
        });

        assertThat(plan.nodes().get(1).type())
                .isEqualTo("dev.towpath.PipelineTest$Pair<dev.towpath.PipelineTest$Pair<java.lang.String,"
                        + "java.lang.Integer>,java.util.List<java.lang.String>>");
    }

    @Test
    void guards_nest_and_choices_are_numbered_in_the_order_in_which_they_begin() {
        var plan = plan((p, in) -> {
            var isLong = p.step("is-long", PipelineTest::isLong, in.get(Input::name));
            return p.when(
                    in.get(Input::loud),
                    () -> p.when(
                            isLong,
                            () -> p.step("deep", PipelineTest::up, in.get(Input::name)),
                            () -> in.get(Input::name)),
                    () -> p.step("quiet", String::trim, in.get(Input::name)));
        });

        var loud = new Ref(Ref.INPUT, List.of("loud"), "java.lang.Boolean");
        var isLong = new Ref(0, List.of(), "java.lang.Boolean");
        assertThat(plan.nodes()).extracting(Node::name).containsExactly("is-long", "deep", "when-2", "quiet", "when-1");
        assertThat(plan.nodes())
                .extracting(node -> node.frame().guards())
                .containsExactly(
                        List.of(),
                        List.of(new Guard(loud, "true"), new Guard(isLong, "true")),
                        List.of(new Guard(loud, "true")),
                        List.of(new Guard(loud, "false")),
                        List.of());
        assertThat(((Node.Choice) plan.nodes().get(4)).branches())
                .containsExactly(
                        new Node.Branch("true", new Ref(2, List.of(), STRING)),
                        new Node.Branch("false", new Ref(3, List.of(), STRING)));
    }

    @Test
    void a_block_without_an_else_gives_an_optional() {
        var pipeline = Pipeline.<Input, Optional<String>>define(
                "test",
                Input.class,
                (p, in) -> p.unless(in.get(Input::loud), () -> p.step("up", PipelineTest::up, in.get(Input::name))));

        var choice = (Node.Choice) pipeline.plan().nodes().get(1);
        assertThat(choice.name()).isEqualTo("unless-1");
        assertThat(choice.type()).isEqualTo("java.util.Optional<java.lang.String>");
        assertThat(choice.optional()).isTrue();
        assertThat(choice.branches()).extracting(Node.Branch::is).containsExactly("false");
    }

    @Test
    void inside_a_case_a_value_is_narrowed_but_read_by_its_producers_type() {
        var plan = plan((p, in) -> {
            var shape = p.step("shape", PipelineTest::shape, in.get(Input::count));
            return p.choose(
                    shape,
                    Case.of(Circle.class, circle -> p.step("area", PipelineTest::area, circle)),
                    Case.of(Square.class, square -> square.get(Square::a)));
        });

        var shape = new Ref(0, List.of(), "dev.towpath.PipelineTest$Shape");
        assertThat(plan.nodes().get(1).reads()).containsExactly(shape);
        assertThat(plan.nodes().get(1).frame().guards()).containsExactly(new Guard(shape, "Circle"));
        assertThat(((Node.Choice) plan.nodes().get(2)).branches())
                .containsExactly(
                        new Node.Branch("Circle", new Ref(1, List.of(), "java.lang.Double")),
                        new Node.Branch("Square", new Ref(0, List.of("a"), "java.lang.Double")));
    }

    @Test
    void a_call_copies_the_steps_of_a_pipeline_under_its_name_and_its_conditions() {
        var plan = plan((p, in) -> p.when(
                in.get(Input::loud),
                () -> p.call("home", shout(), in.get(Input::home)),
                () -> p.call("away", shout(), p.step("address", PipelineTest::address, in.get(Input::name)))));

        assertThat(plan.nodes())
                .extracting(Node::name)
                .containsExactly(
                        "home/up",
                        "home/is-long",
                        "home/trim",
                        "home/when-1",
                        "address",
                        "away/up",
                        "away/is-long",
                        "away/trim",
                        "away/when-1",
                        "when-1");
        var loud = new Ref(Ref.INPUT, List.of("loud"), "java.lang.Boolean");
        assertThat(plan.nodes().get(0).reads()).containsExactly(new Ref(Ref.INPUT, List.of("home", "street"), STRING));
        assertThat(plan.nodes().get(2).frame().guards())
                .containsExactly(
                        new Guard(loud, "true"), new Guard(new Ref(1, List.of(), "java.lang.Boolean"), "false"));
        assertThat(plan.nodes().get(5).reads()).containsExactly(new Ref(4, List.of("street"), STRING));
        assertThat(plan.nodes().get(7).frame().after()).containsExactly(6);
        assertThat(((Node.Choice) plan.nodes().get(9)).branches())
                .containsExactly(
                        new Node.Branch("true", new Ref(3, List.of(), STRING)),
                        new Node.Branch("false", new Ref(8, List.of(), STRING)));
    }

    @Test
    void a_call_inside_a_call_has_both_names() {
        var middle = Pipeline.<Address, String>define("middle", Address.class, (p, in) -> p.call("in", shout(), in));

        var plan = plan((p, in) -> p.call("out", middle, in.get(Input::home)));

        assertThat(plan.nodes().getFirst().name()).isEqualTo("out/in/up");
        assertThat(plan.nodes().getFirst().reads())
                .containsExactly(new Ref(Ref.INPUT, List.of("home", "street"), STRING));
    }

    @Test
    void expand_holds_the_plans_that_may_be_called() {
        var plan = plan((p, in) -> {
            var calls = p.step("calls", PipelineTest::calls, in.get(Input::words));
            return p.expand("all", calls, shout());
        });

        var expand = (Node.Expand) plan.nodes().get(1);
        assertThat(expand.type()).isEqualTo("java.util.List<java.lang.String>");
        assertThat(expand.calls())
                .isEqualTo(new Ref(0, List.of(), "java.util.List<dev.towpath.Call<java.lang.String>>"));
        assertThat(expand.pipelines()).containsExactly(shout().plan());
    }

    @Test
    void policies_are_those_of_the_handle_and_else_the_common_ones() {
        var plan = plan((p, in) -> {
            p.each("some", PipelineTest::up, in.get(Input::words))
                    .retry(Retry.times(2))
                    .timeout(Duration.ofSeconds(3))
                    .resources(Resources.cpu(2))
                    .allowFailures(4);
            return p.step("none", PipelineTest::up, in.get(Input::name));
        });

        assertThat(((Node.Each) plan.nodes().get(0)).policies())
                .isEqualTo(new Policies(Retry.times(2), Duration.ofSeconds(3), Resources.cpu(2), 4, Effect.PURE));
        assertThat(((Node.Step) plan.nodes().get(1)).policies()).isSameAs(Policies.DEFAULT);
    }

    @Test
    void name_description_tags_and_project_are_in_the_plan() {
        var pipeline = Pipeline.<Input, String>define("test", Input.class, (p, in) -> in.get(Input::name))
                .describedAs("Shows what it can")
                .tagged("demo", "text")
                .inProject("examples");

        assertThat(pipeline.plan().name()).isEqualTo("test");
        assertThat(pipeline.plan().description()).isEqualTo("Shows what it can");
        assertThat(pipeline.plan().tags()).containsExactly("demo", "text");
        assertThat(pipeline.plan().project()).isEqualTo("examples");
        assertThat(pipeline.definedBy()).isEqualTo(PipelineTest.class);
        assertThat(pipeline.output()).isEqualTo(String.class);
    }

    @Test
    void the_input_and_all_outputs_have_schemas() {
        var plan = plan((p, in) -> p.step("up", PipelineTest::up, in.get(Input::name)));

        assertThat(plan.schemas()).containsOnlyKeys("dev.towpath.PipelineTest$Input", STRING);
    }

    @Test
    void all_problems_are_told_at_once_in_the_order_of_wiring() {
        var found = problems((p, in) -> {
            var one = p.step("", PipelineTest::up, in.get(Input::name));
            var two = p.step("two", PipelineTest::up, one).timeout(Duration.ZERO);
            p.step("two", PipelineTest::up, two);
            return in.get(Input::name);
        });

        assertThat(found)
                .extracting(Problem::code)
                .containsExactly("illegal-name", "timeout-not-positive", "duplicate-name");
    }

    @Test
    void what_takes_a_refused_value_is_not_refused_for_that() {
        var found = problems((p, in) -> {
            var path = p.step("path", java.nio.file.Path::of, in.get(Input::name));
            var size = p.step("again", List::of, path);
            return p.step("size", (Object list) -> list.toString(), size);
        });

        assertThat(found).extracting(Problem::code).containsExactly("type-not-encodable");
    }

    @Test
    void the_path_of_a_cycle_is_named() {
        var found = problems((p, in) -> {
            var one = p.step("one", PipelineTest::up, in.get(Input::name));
            var two = p.step("two", PipelineTest::up, one);
            one.after(p.step("three", PipelineTest::up, two));
            return two;
        });

        assertThat(found)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).isEqualTo("steps wait for each other: one -> two -> three -> one"));
    }

    @Test
    void problems_found_before_the_block_threw_are_told_with_what_it_threw() {
        var thrown = new IllegalStateException("mine");

        var refusal = catchThrowableOfType(
                InvalidPipeline.class,
                () -> plan((p, in) -> {
                    p.step("", PipelineTest::up, in.get(Input::name));
                    throw thrown;
                }));

        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("illegal-name");
        assertThat(refusal.getSuppressed()).containsExactly(thrown);
    }

    @Test
    void what_the_block_throws_by_itself_is_passed_on() {
        var thrown = new IllegalStateException("mine");

        var caught = catchThrowableOfType(
                IllegalStateException.class,
                () -> plan((p, in) -> {
                    throw thrown;
                }));

        assertThat(caught).isSameAs(thrown);
    }

    @Test
    void a_builder_is_closed_when_its_block_threw() {
        var builders = new ArrayList<Builder>();
        var thrown = catchThrowableOfType(
                IllegalStateException.class,
                () -> plan((p, in) -> {
                    builders.add(p);
                    throw new IllegalStateException();
                }));

        var refusal = catchThrowableOfType(
                InvalidPipeline.class, () -> builders.getFirst().step("late", () -> 1));

        assertThat(thrown).isNotNull();
        assertThat(refusal.code()).isEqualTo("late-wiring");
    }

    @Test
    void a_step_named_like_a_choice_makes_the_choice_take_the_next_number() {
        var plan = plan((p, in) -> {
            var up = p.step("when-1", PipelineTest::up, in.get(Input::name));
            return p.when(in.get(Input::loud), () -> up, () -> in.get(Input::name));
        });

        assertThat(plan.nodes()).extracting(Node::name).containsExactly("when-1", "when-2");
    }

    @Test
    void a_long_chain_made_in_a_loop_keeps_the_line_of_each_step() {
        var plan = plan((p, in) -> {
            Value<String> value = in.get(Input::name);
            for (var i = 0; i < 20_000; i++) value = p.step("s" + i, PipelineTest::up, value);
            return p.step("last", PipelineTest::up, value);
        });

        assertThat(plan.nodes()).hasSize(20_001);
        assertThat(plan.nodes().subList(0, 20_000).stream()
                        .map(node -> node.frame().at())
                        .distinct())
                .hasSize(1);
        assertThat(plan.nodes().getLast().frame().at())
                .isNotEqualTo(plan.nodes().getFirst().frame().at());
    }
}
