package dev.towpath.testkit.simulation;

import dev.towpath.engine.machine.Events;
import dev.towpath.spi.Entry;
import java.util.ArrayList;
import java.util.List;

/// A commit for people: one line for each run in it.
final class Telling {
    private static final int LONGEST = 160;

    private Telling() {}

    static List<String> of(List<Entry> entries) {
        var lines = new ArrayList<String>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.Events(var row) -> {
                    lines.add(row.run() + " epoch " + row.epoch() + " from " + row.seq() + ":");
                    for (var event : Events.unpack(row.packed())) lines.add("    " + brief(event.toString()));
                }
                case Entry.Post(var message) -> lines.add("a message to " + message.run() + ": " + message.kind());
                case Entry.Taken(var run, var no) -> lines.add("that message " + no + " to " + run + " is taken");
                case Entry.NewRun _,
                        Entry.RunChanged _,
                        Entry.StepChanged _,
                        Entry.StepsForgotten _,
                        Entry.KeepValue _,
                        Entry.NewArtifact _ -> {}
            }
        }
        return lines;
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
