package dev.towpath.testkit;

import dev.towpath.RunId;
import dev.towpath.engine.History;
import dev.towpath.engine.HistoryEvent;
import dev.towpath.plan.PlanJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The history of a run as people read it: what the engine wrote, and between that what the test did.
final class HistoryText {
    private static final int MOST_EVENTS = 400;
    /// Details that say nothing to a reader.
    private static final Set<String> HIDDEN = Set.of("digest", "size", "mode", "epoch", "ms", "notBefore", "error");

    private final Play.Played played;
    private final List<String> lines = new ArrayList<>();

    private HistoryText(Play.Played played) {
        this.played = played;
    }

    static String of(Play.Played played) {
        var text = new HistoryText(played);
        text.add(played.run(), played.notes());
        for (var child : played.journal().children(played.run())) {
            text.lines.add("made by " + child.parentStep() + ": " + child.pipeline());
            text.add(child.id(), List.of());
        }
        return String.join("\n", text.lines);
    }

    private void add(RunId run, List<Play.Note> notes) {
        var left = new ArrayList<>(notes);
        var events = events(run);
        for (var event : events) {
            while (!left.isEmpty() && left.getFirst().seq() < event.seq()) add(left.removeFirst());
            add(event);
        }
        for (var note : left) add(note);
        if (events.size() == MOST_EVENTS) lines.add("… and more");
    }

    private List<HistoryEvent> events(RunId run) {
        var row = played.journal().run(run).orElseThrow();
        var plan = PlanJson.read(played.journal().value(row.plan()).orElseThrow());
        return new History(played.journal()).events(run, plan, 1, MOST_EVENTS);
    }

    private void add(Play.Note note) {
        lines.add(time(Instant.ofEpochMilli(note.at())) + "  ** " + note.text());
    }

    private void add(HistoryEvent event) {
        var who = event.step() == null ? "run" : event.step();
        if (!event.units().isEmpty()) who += "@" + event.units();
        var detail = event.detail().entrySet().stream()
                .filter(entry -> !HIDDEN.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        var moment = event.detail().get("notBefore");
        if (moment != null) detail += "in " + Times.text(Duration.between(event.at(), Instant.parse(moment)));
        lines.add("%s  %-14s %s%s"
                .formatted(time(event.at()), who, words(event.type()), detail.isEmpty() ? "" : ": " + detail));
    }

    /// `attempt failed` for `AttemptFailed`.
    private static String words(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String time(Instant at) {
        var passed = Duration.between(VirtualClock.START, at).toMillis();
        return String.format(Locale.ROOT, "%10.3f s", passed / 1000.0);
    }
}
