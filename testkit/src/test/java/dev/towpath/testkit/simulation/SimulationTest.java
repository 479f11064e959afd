package dev.towpath.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.testkit.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The engine in a simulated world. A failure prints a scenario: `-Dtowpath.scenario='seed 7, owners 2, …'` tells it
/// again.
final class SimulationTest {
    private static final boolean LONG = Boolean.getBoolean("towpath.long");
    private static final long SECONDS = Integer.getInteger("towpath.seconds", 6);
    private static final long LONG_EVENTS = 10_000_000;

    private final Simulation simulation = new Simulation();

    @Test
    @Guarantee({1, 2, 3, 5, 6})
    void whatever_goes_wrong_every_run_ends_as_its_plan_says_and_no_finished_step_is_executed_again()
            throws IOException {
        var counted = LONG ? Counted.events(simulation, LONG_EVENTS) : Counted.seconds(simulation, SECONDS);

        System.out.println(counted);
        if (LONG && Boolean.getBoolean("towpath.update"))
            Files.writeString(
                    Path.of(System.getProperty("towpath.root"), "docs", "long", "simulation.txt"), counted.brief());
        assertThat(counted.seeds()).isPositive();
    }

    @Test
    void a_scenario_that_is_given_is_told() {
        var text = System.getProperty("towpath.scenario");
        if (text == null) return;
        var outcome = simulation.told(Scenario.parse(text));
        System.out.println(outcome);

        assertThat(outcome.isFine()).isTrue();
    }

    @Test
    void a_scenario_is_told_the_same_again_from_its_text() {
        for (var seed = 0L; seed < 40; seed++) {
            var first = simulation.told(Scenario.of(seed));

            var again = simulation.told(Scenario.parse(first.scenario().toString()));

            assertThat(again.lines()).as("seed %s", seed).isEqualTo(first.lines());
            assertThat(again.scenario()).isEqualTo(first.scenario());
        }
    }

    @Test
    void a_history_that_goes_wrong_is_made_small() {
        var bent = new Simulation(PlantedRules.TakeOverLosesTimers::new);
        var failed = Counted.firstFailure(bent, 0, 3000);

        var shrunk = bent.shrunk(failed);

        assertThat(shrunk.isFine()).isFalse();
        assertThat(shrunk.scenario().faults()).hasSizeLessThan(10);
        assertThat(shrunk.scenario().runs())
                .isLessThanOrEqualTo(failed.scenario().runs());
        assertThat(shrunk.toString()).contains(shrunk.scenario().toString()).contains("guarantee 1");
    }

    @Test
    void most_histories_have_something_that_goes_wrong_and_most_runs_something_to_do() {
        var faults = 0;
        var events = 0;
        for (var seed = 0L; seed < 200; seed++) {
            var outcome = simulation.play(Scenario.of(seed));
            faults += outcome.scenario().faults().size();
            events += outcome.events();
        }

        assertThat(faults).isGreaterThan(400);
        assertThat(events).isGreaterThan((int) TimeUnit.SECONDS.toMillis(10));
    }
}
