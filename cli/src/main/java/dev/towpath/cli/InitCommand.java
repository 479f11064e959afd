package dev.towpath.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// `towpath init [DIR]`: writes a first pipeline.
final class InitCommand implements Command {
    private static final List<String> FILES = List.of("WordCount.java", "pom.xml");

    @Override
    public Spec spec() {
        return Spec.of("init", "[DIR]", "write a first pipeline that runs at once", 0, 1)
                .describedAs("""
                    Writes WordCount.java, a pipeline of three steps, and a pom.xml so that an IDE completes
                    Towpath's names. Nothing that is there is overwritten.\
                    """)
                .withExamples("towpath init", "towpath init my-pipelines");
    }

    @Override
    public int run(Context context) throws IOException {
        var words = context.arguments().words();
        var folder = words.isEmpty() ? context.env().folder() : context.env().path(words.getFirst());
        for (var name : FILES) {
            if (Files.exists(folder.resolve(name))) {
                throw new UsageError(
                        context.env().shown(folder.resolve(name)) + " is there already",
                        "Nothing was written. Give another folder: towpath init DIR.");
            }
        }
        Files.createDirectories(folder);
        for (var name : FILES) write(folder.resolve(name), template(name));
        if (context.json()) {
            var written = FILES.stream().map(folder::resolve).map(Path::toString);
            context.printJson(Map.of("files", written.toList()));
            return ExitCode.OK;
        }
        var style = context.out();
        var file = context.env().shown(folder.resolve(FILES.getFirst()));
        for (var name : FILES) {
            context.print(
                    style.green(style.pick("✓", "+")) + " " + context.env().shown(folder.resolve(name)));
        }
        context.print("");
        context.print("Run it:   towpath run " + file);
        context.print("Look:     towpath graph " + file);
        context.print("Inputs:   towpath run " + file + " --help");
        return ExitCode.OK;
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageError(file + " is there already", "It was not overwritten.");
        }
    }

    private static String template(String name) throws IOException {
        // The ending keeps builds from compiling or reading it where it lies.
        try (var in = InitCommand.class.getResourceAsStream("init/" + name + ".txt")) {
            if (in == null) throw new IllegalStateException("the distribution has no template " + name);
            var version = VersionCommand.version();
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("@VERSION@", version.equals("development") ? "0.1.0-SNAPSHOT" : version);
        }
    }
}
