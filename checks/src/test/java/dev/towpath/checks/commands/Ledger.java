package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.embedded.EventView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the events of one run say about each attempt: a step by its name, a unit as `name/unit`. It refuses a history
/// that can not be.
final class Ledger {
    /// How often each was started.
    final Map<String, Integer> started = new HashMap<>();

    /// What has succeeded.
    final Set<String> done = new HashSet<>();

    /// What was started and of which no more is known.
    final Set<String> inFlight = new HashSet<>();

    /// What has failed, once or more often.
    final Set<String> failed = new HashSet<>();

    /// How many processes have had the run.
    int owners;

    Ledger(List<EventView> history) {
        for (var i = 0; i < history.size(); i++) {
            var event = history.get(i);
            assertThat(event.seq())
                    .as("no event is missing, none is there twice: " + event)
                    .isEqualTo(i + 1);
            note(event);
        }
    }

    private void note(EventView event) {
        switch (event.type()) {
            case "Owned" -> assertThat(event.detail().get("epoch")).isEqualTo("" + ++owners);
            case "AttemptsStarted" -> names(event).forEach(this::start);
            case "StepSucceeded", "UnitsSucceeded" -> names(event).forEach(this::succeed);
            case "AttemptsLost" ->
                names(event)
                        .forEach(name -> assertThat(inFlight.remove(name))
                                .as(name + " is lost, and was not in flight")
                                .isTrue());
            case "AttemptFailed" -> names(event).forEach(this::fail);
            default -> {}
        }
    }

    private void start(String name) {
        assertThat(done).as("finished, and started again").doesNotContain(name);
        assertThat(inFlight.add(name))
                .as(name + " is in flight, and started again")
                .isTrue();
        started.merge(name, 1, Integer::sum);
    }

    private void succeed(String name) {
        assertThat(inFlight.remove(name))
                .as(name + " succeeds, and was not in flight")
                .isTrue();
        assertThat(done.add(name)).as(name + " succeeds again").isTrue();
    }

    private void fail(String name) {
        assertThat(inFlight.remove(name))
                .as(name + " fails, and was not in flight")
                .isTrue();
        failed.add(name);
    }

    private static List<String> names(EventView event) {
        var step = event.step();
        if (event.units().isEmpty()) return List.of(step);
        var names = new ArrayList<String>();
        for (var range : event.units().split(",")) {
            var ends = range.strip().split("-");
            for (var i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++)
                names.add(step + "/" + i);
        }
        return names;
    }
}
