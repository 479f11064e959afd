package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A command that has ended, with all that it printed.
///
/// @param typed its words, for messages
record Ended(List<String> typed, int code, String out, String err) {
    /// The same, if it ended with this exit code.
    Ended with(int expected) {
        assertThat(code).as(this::toString).isEqualTo(expected);
        return this;
    }

    /// The same, if it ended well.
    Ended ok() {
        return with(0);
    }

    /// The one JSON value on standard output.
    Object json() {
        return Json.parse(out);
    }

    /// The one JSON object on standard output.
    Map<?, ?> object() {
        return (Map<?, ?>) json();
    }

    /// The objects of the JSON list on standard output.
    List<Map<?, ?>> list() {
        var list = new ArrayList<Map<?, ?>>();
        for (var each : (List<?>) json()) list.add((Map<?, ?>) each);
        return list;
    }

    Object get(String name) {
        return object().get(name);
    }

    String run() {
        return String.valueOf(get("run"));
    }

    Map<?, ?> error() {
        return (Map<?, ?>) get("error");
    }

    /// What is said about one step.
    Map<?, ?> step(String name) {
        for (var step : (List<?>) get("steps"))
            if (((Map<?, ?>) step).get("step").equals(name)) return (Map<?, ?>) step;
        throw new AssertionError("there is no step " + name + " in\n" + this);
    }

    /// How many units of a mapped step stand so.
    long units(String step, String status) {
        var units = (Map<?, ?>) step(step).get("units");
        return units != null && units.get(status) instanceof Number count ? count.longValue() : 0;
    }

    /// The same, if the error says what happened, where, and what to do.
    Ended says(String code, String what, String where) {
        assertThat(error().get("code")).as(this::toString).isEqualTo(code);
        assertThat(String.valueOf(error().get("message")) + error().get("hint"))
                .as(this::toString)
                .containsIgnoringCase(what);
        assertThat(String.valueOf(error().get("at")) + error().get("step"))
                .as(this::toString)
                .contains(where);
        assertThat(String.valueOf(error().get("hint"))).as(this::toString).hasSizeGreaterThan(15);
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", typed) + " ended with " + code + "\n--- out\n" + out + "--- err\n" + err;
    }
}
