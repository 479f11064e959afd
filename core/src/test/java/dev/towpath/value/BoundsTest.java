package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.towpath.plan.Input;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundsTest {
    private static void check(Object value, Double min, Double max) {
        Bounds.check(Scalar.STRING, new Input.Component("x", "any", "", null, min, max), value);
    }

    static Stream<Arguments> within() {
        return Stream.of(
                Arguments.of(1, 1.0, 1.0),
                Arguments.of(Long.MAX_VALUE, null, 1e19),
                Arguments.of(0.1, 0.1, null),
                Arguments.of(0.1f, 0.1, null),
                Arguments.of(new BigDecimal("1e400"), 0.0, null),
                Arguments.of(BigInteger.TWO.pow(70).negate(), null, 0.0),
                Arguments.of(Double.POSITIVE_INFINITY, 0.0, null),
                Arguments.of("", null, 0.0),
                Arguments.of("abc", 3.0, 3.0),
                Arguments.of(List.of(1, 2), 2.0, 2.0),
                Arguments.of(Map.of(1, 2), 1.0, null),
                Arguments.of(new byte[3], null, 3.0),
                Arguments.of(Optional.empty(), 1.0, null),
                Arguments.of(Optional.of(Optional.of(2)), 1.0, null),
                Arguments.of(OptionalInt.empty(), 1.0, null),
                Arguments.of(OptionalLong.of(2), 1.0, 2.0),
                Arguments.of(OptionalDouble.empty(), 1.0, 2.0),
                Arguments.of(true, 1.0, 2.0),
                Arguments.of(Year.of(2026), 2000.0, null));
    }

    @ParameterizedTest
    @MethodSource("within")
    void what_is_within_the_bounds_or_has_no_size_passes(Object value, Double min, Double max) {
        check(value, min, max);
        check(value, null, null);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                Arguments.of(0, 1.0, null, "is 0, not at least 1"),
                Arguments.of(2, null, 1.5, "is 2, not at most 1.5"),
                Arguments.of(9_007_199_254_740_993L, null, 9_007_199_254_740_992.0, "is 9007199254740993, not at most"),
                Arguments.of(0.2, 0.0, 0.1, "is 0.2, not from 0 to 0.1"),
                Arguments.of(new BigDecimal("1e400"), null, 1.0, "is 1E+400, not at most 1"),
                Arguments.of(BigInteger.TWO.pow(70), null, 1.0, "is 1180591620717411303424, not at most 1"),
                Arguments.of(Double.NaN, 0.0, null, "is NaN, not at least 0"),
                Arguments.of(Double.POSITIVE_INFINITY, null, 5.0, "is Infinity, not at most 5"),
                Arguments.of(Double.NEGATIVE_INFINITY, 5.0, null, "is -Infinity, not at least 5"),
                Arguments.of("", 1.0, null, "has 0 characters, not at least 1 characters"),
                Arguments.of(List.of(1, 2), null, 1.0, "has 2 elements, not at most 1 elements"),
                Arguments.of(Set.of(), 1.0, 2.0, "has 0 elements, not from 1 to 2 elements"),
                Arguments.of(Map.of(), 1.0, null, "has 0 elements"),
                Arguments.of(new byte[2], null, 1.0, "has 2 bytes, not at most 1 bytes"),
                Arguments.of(Optional.of("ab"), null, 1.0, "has 2 characters"),
                Arguments.of(OptionalInt.of(3), null, 2.0, "is 3, not at most 2"),
                Arguments.of(OptionalDouble.of(-1), 0.0, null, "is -1.0, not at least 0"),
                Arguments.of(Year.of(1999), 2000.0, null, "is 1999, not at least 2000"));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void what_is_beyond_a_bound_says_the_measure_and_the_bounds(Object value, Double min, Double max, String what) {
        assertThatThrownBy(() -> check(value, min, max))
                .asInstanceOf(type(Misfit.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("out-of-range");
                    assertThat(e.what()).startsWith(what);
                    assertThat(e.hint()).startsWith("Give ").endsWith(".");
                });
    }
}
