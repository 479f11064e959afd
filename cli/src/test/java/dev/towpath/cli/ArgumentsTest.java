package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static final List<Option> KNOWN = List.of(
            Option.of("store", "DIR", "").letter("s"),
            Option.flag("quiet", "q", ""),
            Option.many("set", "NAME=VALUE", ""));

    private static Arguments parse(String... typed) {
        return Arguments.parse(List.of(typed), KNOWN, true);
    }

    @Test
    void options_may_stand_before_between_and_after_words() {
        var arguments = parse("-q", "a", "--store", "x", "b", "--set=k=v");
        assertThat(arguments.words()).containsExactly("a", "b");
        assertThat(arguments.has("quiet")).isTrue();
        assertThat(arguments.value("store")).isEqualTo("x");
        assertThat(arguments.all("set")).containsExactly("k=v");
    }

    @Test
    void of_an_option_given_twice_the_last_counts_unless_many_are_wanted() {
        var arguments = parse("--store", "a", "--store=b", "--set", "x=1", "--set", "y=2");
        assertThat(arguments.all("store")).containsExactly("b");
        assertThat(arguments.all("set")).containsExactly("x=1", "y=2");
    }

    @Test
    void an_unknown_option_after_the_target_is_kept_with_the_words_behind_it() {
        var arguments = parse("P.java", "--photo", "cat.png", "--dry", "--sizes", "1", "2", "-q", "--of=x y");
        assertThat(arguments.words()).containsExactly("P.java");
        assertThat(arguments.extras())
                .containsExactly(
                        new Arguments.Extra("photo", null, List.of("cat.png")),
                        new Arguments.Extra("dry", null, List.of()),
                        new Arguments.Extra("sizes", null, List.of("1", "2")),
                        new Arguments.Extra("of", "x y", List.of()));
    }

    @Test
    void ours_wins_over_a_component_of_the_same_name() {
        var arguments = parse("P.java", "--count", "1", "--store", "mine");
        assertThat(arguments.value("store")).isEqualTo("mine");
        assertThat(arguments.extras()).hasSize(1);
    }

    @Test
    void a_negative_number_is_a_value_and_two_dashes_end_the_options() {
        assertThat(parse("P.java", "--x", "-5").extras().getFirst().tail()).containsExactly("-5");
        assertThat(parse("P.java", "--x", "-.5").extras().getFirst().tail()).containsExactly("-.5");
        assertThat(parse("--", "-q", "--store").words()).containsExactly("-q", "--store");
        assertThat(parse("-").words()).containsExactly("-");
    }

    @ParameterizedTest
    @CsvSource({
        "--stroe x,       option --stroe is not known, Did you mean '--store'?",
        "--store,         --store needs a value,       Write --store DIR.",
        "--quiet=yes,     --quiet takes no value,      Leave out",
        "P.java -z,       option -z is not known,      --help",
        "--photo cat.png, option --photo is not known, comes after its file",
    })
    void what_can_not_be_meant_is_refused_with_what_to_do(String typed, String what, String hint) {
        assertThatThrownBy(() -> parse(typed.split(" "))).isInstanceOfSatisfying(UsageError.class, error -> {
            assertThat(error.what()).contains(what);
            assertThat(error.hint()).contains(hint);
        });
    }

    @Test
    void without_a_target_nothing_unknown_is_kept() {
        assertThatThrownBy(() -> Arguments.parse(List.of("word", "--photo"), KNOWN, false))
                .isInstanceOf(UsageError.class);
    }

    @Test
    void a_number_is_checked() {
        var known = List.of(Option.of("tail", "N", ""));
        assertThat(Arguments.parse(List.of("--tail", "7"), known, false).number("tail", 1))
                .isEqualTo(7);
        assertThat(Arguments.parse(List.of(), known, false).number("tail", 1)).isEqualTo(1);
        for (var wrong : List.of("x", "-1", "99999999999999999999")) {
            assertThatThrownBy(() -> Arguments.parse(List.of("--tail=" + wrong), known, false)
                            .number("tail", 1))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining(wrong);
        }
    }
}
