package dev.towpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.plan.PlanJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Definitions that must be accepted; each file says what it shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedDefinitionsTest {
    private final DefinitionFiles files = DefinitionFiles.in("accepted");

    AcceptedDefinitionsTest() throws IOException {}

    List<String> names() {
        return files.names();
    }

    @Test
    void at_least_forty_definitions_are_tried() {
        assertThat(files.names()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_definition_is_accepted_and_its_plan_survives_as_json(String name) {
        var plan = files.define(name).plan();

        assertThat(PlanJson.read(PlanJson.write(plan))).as(files.expected(name)).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("names")
    void defining_it_again_gives_the_same_digest(String name) {
        assertThat(files.define(name).plan().digest())
                .isEqualTo(files.define(name).plan().digest());
    }

    @Test
    void what_makes_a_stored_result_doubtful_is_noted_in_the_plan() {
        var nodes = files.define("ClockAndChance").plan().nodes();

        assertThat(((dev.towpath.plan.Node.Step) nodes.getFirst()).code().notes())
                .isNotEmpty();
    }

    @Test
    void the_reason_for_a_shared_static_is_in_the_plan() {
        assertThat(files.define("SharedStatic").plan().shared())
                .containsValue("only a cache: a miss costs time, not results");
    }
}
