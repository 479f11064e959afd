package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class StepCodeTest {
    private static final Compiled CODE = Compiled.of("P.java", """
        import java.util.*;
        class P {
          private static String join(String a, int b, long c) { return a + b + c; }
          private static void nothing() {}
          private static int all(int... xs) { return xs.length; }
          static String fail(String s) {
            return Objects.requireNonNull(s.isEmpty() ? null : s);
          }
          record Box(int x) { private int grown(int by) { return x + by; } }
        }
        """);

    private static Object call(MethodRef method, Object... values) throws Throwable {
        return StepCode.load(method, CODE.loader()).invoke(values);
    }

    @Test
    void private_static_methods_take_an_array_of_values() throws Throwable {
        assertThat(call(CODE.method("P", "join"), "a", 1, 2L)).isEqualTo("a12");
    }

    @Test
    void a_method_without_a_result_gives_null() throws Throwable {
        assertThat(call(CODE.method("P", "nothing"))).isNull();
    }

    @Test
    void varargs_are_one_value() throws Throwable {
        assertThat(call(CODE.method("P", "all"), (Object) new int[] {1, 2, 3})).isEqualTo(3);
    }

    @Test
    void the_receiver_is_the_first_value_and_a_constructor_makes_one() throws Throwable {
        var constructor = new MethodRef(MethodRef.Kind.NEW, "P$Box", "<init>", "(I)V");
        var box = call(constructor, 4);

        assertThat(call(CODE.method("P$Box", "grown"), box, 3)).isEqualTo(7);
    }

    @Test
    void library_methods_are_callable_too() throws Throwable {
        var trim = new MethodRef(MethodRef.Kind.VIRTUAL, "java.lang.String", "trim", "()Ljava/lang/String;");

        assertThat(call(trim, " a ")).isEqualTo("a");
    }

    @Test
    void a_method_that_is_gone_is_told() {
        var gone = new MethodRef(MethodRef.Kind.STATIC, "P", "gone", "()V");

        assertThatThrownBy(() -> StepCode.load(gone, CODE.loader())).isInstanceOf(NoSuchMethodException.class);
    }

    @Test
    void a_failure_has_the_line_of_the_users_code() {
        assertThatThrownBy(() -> call(CODE.method("P", "fail"), ""))
                .satisfies(failure ->
                        assertThat(StackPlaces.of(failure, CODE.loader())).isEqualTo("P.java:7"))
                .satisfies(
                        failure -> assertThat(StackPlaces.of(new RuntimeException("wrapped", failure), CODE.loader()))
                                .isEqualTo("P.java:7"));
        assertThat(StackPlaces.of(new RuntimeException("ours"), CODE.loader())).isNull();
    }
}
