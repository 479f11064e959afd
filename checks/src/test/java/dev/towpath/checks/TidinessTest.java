package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidinessTest {
    static List<Rule> rules() {
        return Stream.of(SizeRules.all(), DocumentRules.all(), TextRules.all(), NameRules.all(), ClassRules.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void no_place_breaks_the_rule(Rule rule) {
        var exceptions = Exceptions.read();

        var violations = rule.violations().get().stream()
                .filter(violation -> !exceptions.cover(violation))
                .sorted()
                .toList();

        assertThat(violations).as(rule.name()).isEmpty();
    }

    @Test
    void each_exception_is_still_needed() {
        var violations = rules().stream()
                .flatMap(rule -> rule.violations().get().stream())
                .toList();
        var stale = new ArrayList<String>();
        for (var entry : Exceptions.read().all()) {
            if (violations.stream().noneMatch(entry::covers))
                stale.add(entry + ": nothing breaks this any more, delete it");
        }

        assertThat(stale).isEmpty();
    }
}
