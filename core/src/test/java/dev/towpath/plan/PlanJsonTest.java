package dev.towpath.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.TowpathException;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The JSON form of plans.
class PlanJsonTest {
    private static final int SEEDS = 300;
    private static final Path SCHEMA = Path.of("..", "docs", "plan.schema.json");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "plans");

    @Test
    void any_plan_is_read_as_it_was_written() {
        for (var seed = 0; seed < SEEDS; seed++) {
            var plan = RandomPlans.of(seed);
            var json = PlanJson.write(plan);
            var read = PlanJson.read(json);
            assertThat(read.equals(plan)).as("seed %d", seed).isTrue();
            assertThat(Arrays.equals(PlanJson.write(read), json))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void any_plan_fits_the_published_schema() throws IOException {
        var schema = Json.parse(Files.readString(SCHEMA));
        for (var seed = 0; seed < SEEDS; seed++) {
            var tree = Json.parse(PlanJson.write(RandomPlans.of(seed)));
            assertThat(SchemaCheck.problems(schema, tree)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void equal_plans_have_equal_bytes_and_digests() {
        for (var seed = 0; seed < SEEDS; seed++) {
            assertThat(RandomPlans.of(seed).digest())
                    .as("seed %d", seed)
                    .isEqualTo(RandomPlans.of(seed).digest());
        }
    }

    @Test
    void three_typed_steps_are_written_as_the_golden_file_says() throws IOException {
        compare("three-steps", GoldenPlans.threeSteps().plan());
    }

    @Test
    void every_verb_is_written_as_the_golden_file_says() throws IOException {
        compare("every-verb", GoldenPlans.everyVerb().plan());
    }

    @Test
    void the_schema_of_the_golden_input_is_part_of_the_plan() {
        var schema = GoldenPlans.threeSteps().plan().schemas().get("dev.towpath.plan.GoldenPlans$Photo");

        assertThat(schema)
                .contains("\"confidence\":{", "\"minimum\":0", "\"maximum\":1", "\"description\":\"What to look for\"");
    }

    @Test
    void a_plan_of_a_newer_format_is_refused_with_advice() {
        var json = new String(PlanJson.write(RandomPlans.of(1)), StandardCharsets.UTF_8)
                .replace("{\"format\":1,", "{\"format\":2,");

        var refusal =
                catchThrowableOfType(UnreadablePlan.class, () -> PlanJson.read(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal.code()).isEqualTo("plan-newer");
        assertThat(refusal.hint()).contains("newer");
    }

    @Test
    void cut_off_or_damaged_bytes_are_never_read_as_another_error() {
        for (var seed = 0; seed < 10; seed++) {
            var json = PlanJson.write(RandomPlans.of(seed));
            for (var length = 0; length < json.length; length += 31) {
                var cut = Arrays.copyOf(json, length);
                assertThatCode(() -> PlanJson.read(cut)).as("seed %d", seed).isInstanceOf(UnreadablePlan.class);
            }
            for (var at = 0; at < json.length; at += 17) {
                var damaged = json.clone();
                damaged[at] = '7';
                try {
                    PlanJson.read(damaged);
                } catch (TowpathException e) {
                    assertThat(e).as("seed %d, byte %d", seed, at).isInstanceOf(UnreadablePlan.class);
                }
            }
        }
    }

    /// Digests of code are left out: another compiler may write other class files. With `-Dgolden.write=true` the file
    /// is written anew, and the test fails all the same.
    private static void compare(String name, Plan plan) throws IOException {
        var actual = Json.pretty(Json.parse(PlanJson.write(plan)))
                .replaceAll("\"digest\": \"[0-9a-f]{64}\"", "\"digest\": \"…\"");
        var file = GOLDEN.resolve(name + ".json");
        var expected = Files.exists(file) ? Files.readString(file) : "";
        if (Boolean.getBoolean("golden.write") && !expected.equals(actual)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).as("golden file %s", file).isEqualTo(expected);
    }
}
