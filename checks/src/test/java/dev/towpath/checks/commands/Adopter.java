package dev.towpath.checks.commands;

import dev.towpath.Pipeline;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.Towpath;
import dev.towpath.embedded.TowpathOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/// A small long-lived program that embeds Towpath and takes runs of others. Started by tests in processes of its
/// own.
final class Adopter {
    private Adopter() {}

    record Input(String folder, String name) {}

    static String mark(String folder, String name) throws Exception {
        Files.writeString(Path.of(folder, "marks", name), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return name;
    }

    static Pipeline<Input, String> pipeline() {
        return Pipeline.define(
                "marks",
                Input.class,
                (p, in) -> p.step("mark", Adopter::mark, in.get(Input::folder), in.get(Input::name)));
    }

    /// Arguments: the store, the folder for marks, how many runs to submit, a prefix for their names. It submits them
    /// for whoever takes them, says so, and takes runs until it is killed or the test that started it has ended.
    public static void main(String[] args) throws Exception {
        var pipeline = pipeline();
        try (var towpath = Towpath.open(Path.of(args[0]), TowpathOptions.DEFAULT.adopt(true), pipeline)) {
            var submitted = new ArrayList<String>();
            for (var i = 0; i < Integer.parseInt(args[2]); i++)
                submitted.add(towpath.submitQueued(pipeline, new Input(args[1], args[3] + i), RunOptions.DEFAULT)
                        .text());
            System.err.println("submitted " + submitted.size());
            while (System.in.read() >= 0) Thread.onSpinWait();
        }
    }
}
