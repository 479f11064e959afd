package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Fn0;
import dev.towpath.Fn1;
import dev.towpath.Fn2;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepMethodTest {
    record Box(int x) {
        int grown(int by) {
            return x + by;
        }
    }

    static int twice(int x) {
        return 2 * x;
    }

    @Test
    void a_static_method_is_named() {
        var step = StepMethod.of((Fn1<Integer, Integer>) StepMethodTest::twice);

        assertThat(step.method())
                .isEqualTo(new MethodRef(MethodRef.Kind.STATIC, StepMethodTest.class.getName(), "twice", "(I)I"));
        assertThat(step.origin()).isEqualTo(StepMethod.Origin.FREE);
        assertThat(step.captured()).isZero();
        assertThat(step.instantiatedType()).isEqualTo("(Ljava/lang/Integer;)Ljava/lang/Integer;");
        assertThat(step.capturingClass()).isEqualTo(StepMethodTest.class);
        assertThat(step.loader()).isEqualTo(StepMethodTest.class.getClassLoader());
        assertThat(step.problems()).isEmpty();
    }

    @Test
    void methods_of_the_first_value_constructors_and_library_methods_are_named() {
        assertThat(StepMethod.of((Fn2<Box, Integer, Integer>) Box::grown)
                        .method()
                        .kind())
                .isEqualTo(MethodRef.Kind.VIRTUAL);
        assertThat(StepMethod.of((Fn1<Integer, Box>) Box::new).method().name()).isEqualTo("<init>");
        assertThat(StepMethod.of((Fn1<String, String>) String::trim).method().owner())
                .isEqualTo("java.lang.String");
        assertThat(StepMethod.of((Fn1<List<String>, Integer>) List::size)
                        .method()
                        .kind())
                .isEqualTo(MethodRef.Kind.INTERFACE);
    }

    @Test
    void a_lambda_without_captures_is_the_method_that_javac_made() {
        var step = StepMethod.of((Fn1<Integer, Integer>) x -> x + 1);

        assertThat(step.method().isLambda()).isTrue();
        assertThat(step.problems()).isEmpty();
    }

    @Test
    void captured_variables_are_refused_by_name_and_line() {
        var limit = new ArrayList<Integer>();
        var more = 3L;
        var step = StepMethod.of((Fn1<Integer, Integer>) x -> x + limit.size() + (int) more);

        assertThat(step.origin()).isEqualTo(StepMethod.Origin.CAPTURING);
        assertThat(step.captured()).isEqualTo(2);
        assertThat(step.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("captured-variable");
            assertThat(problem.what()).contains("the variables 'limit' and 'more'");
            assertThat(problem.at()).startsWith("StepMethodTest.java:");
        });
    }

    @Test
    void a_bound_receiver_is_instance_state() {
        var box = new Box(3);
        var step = StepMethod.of((Fn1<Integer, Integer>) box::grown);

        assertThat(step.origin()).isEqualTo(StepMethod.Origin.BOUND);
        assertThat(step.problems()).extracting(problem -> problem.code()).containsExactly("instance-state");
    }

    private int field = 4;

    @Test
    void a_lambda_that_uses_this_is_instance_state_and_has_a_line() {
        var step = StepMethod.of((Fn0<Integer>) () -> field++);

        assertThat(step.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("instance-state");
            assertThat(problem.at()).startsWith("StepMethodTest.java:");
        });
    }

    @Test
    void an_object_of_a_written_class_is_refused() {
        Fn1<Integer, Integer> anonymous = new Fn1<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer apply(Integer x) {
                return x;
            }
        };

        assertThat(StepMethod.of(anonymous).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("not-a-method");
            assertThat(problem.what()).contains("an anonymous class");
            assertThat(problem.advice()).contains("Type::method");
        });
    }

    @Test
    void the_same_place_in_the_code_is_looked_at_once() {
        var first = StepMethod.of(here());

        assertThat(StepMethod.of(here())).isSameAs(first);
    }

    private static Fn1<Integer, Integer> here() {
        return StepMethodTest::twice;
    }
}
