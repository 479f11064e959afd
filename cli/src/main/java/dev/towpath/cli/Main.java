package dev.towpath.cli;

import dev.towpath.value.Json;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `towpath` command.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] typed) {
        var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // Results only on standard output: whatever else prints, a definition or a library, is a message.
        System.setOut(err);
        System.setErr(err);
        var variables = System.getenv();
        var env = new Env(
                System.in,
                out,
                err,
                variables,
                Path.of("").toAbsolutePath(),
                InstantSource.system(),
                ZoneId::systemDefault,
                new SystemTerminal(variables, Path.of("/proc/self/fd"), System::nanoTime),
                new SystemInterrupts(),
                Runtime.getRuntime().availableProcessors(),
                ownClassPath());
        try {
            var code = run(List.of(typed), env);
            out.flush();
            err.flush();
            System.exit(code);
        } catch (OutOfMemoryError e) { // not even enough to say so
            Runtime.getRuntime().halt(ExitCode.ENGINE);
        }
    }

    private static List<Path> ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .map(Path::of)
                .toList();
    }

    /// Runs one command.
    ///
    /// @return the exit code
    static int run(List<String> typed, Env env) {
        try {
            return dispatch(typed, env);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            return fail(typed, env, e);
        } finally {
            env.out().flush();
        }
    }

    private static int dispatch(List<String> typed, Env env) throws IOException, InterruptedException {
        var name = typed.isEmpty() ? "help" : alias(typed.getFirst());
        var command = Commands.get(name);
        var spec = command.spec();
        var options = Commands.options(spec);
        var arguments =
                Arguments.parse(typed.isEmpty() ? typed : typed.subList(1, typed.size()), options, spec.target());
        var files = InputFiles.read(env, spec.target() ? arguments.all("file") : List.of());
        var settings = Settings.resolve(env, arguments, files.options());
        var context = new Context(env, arguments, settings, files, settings.outStyle(), settings.errStyle());
        if (arguments.has("help")) return help(context, spec);
        if (arguments.words().size() < spec.least()) {
            throw new UsageError(
                    "towpath " + name + " needs " + spec.words(), "Write towpath " + name + " " + spec.words() + ".");
        }
        if (arguments.words().size() > spec.most()) {
            throw new UsageError(
                    "'" + arguments.words().get(spec.most()) + "' is too much",
                    "Write towpath " + name + " " + spec.words() + "; --help explains it.");
        }
        return command.run(context);
    }

    private static String alias(String typed) {
        return switch (typed) {
            case "--help", "-h" -> "help";
            case "--version", "-V" -> "version";
            default -> typed;
        };
    }

    /// Explains the command, and the inputs of the pipeline if one was named.
    private static int help(Context context, Command.Spec spec) throws IOException {
        var help = new Help(context.out());
        if (spec.target() && !context.arguments().words().isEmpty()) {
            try (var target = Target.load(context)) {
                var plan = target.pipeline(context).plan();
                context.print(help.inputs(plan.name(), plan.description(), plan.input(), Commands.options(spec)));
                context.print("");
            }
        }
        context.print(help.command(spec));
        return ExitCode.OK;
    }

    private static int fail(List<String> typed, Env env, Throwable error) {
        var style = new Style(
                env.terminal().err() && env.variable("NO_COLOR") == null && !"dumb".equals(env.variable("TERM")),
                false,
                0);
        new Messages(style).print(error, env.err());
        if (wantsJson(typed, env)) {
            var tree = new LinkedHashMap<String, @Nullable Object>();
            tree.put("error", RunJson.error(error));
            var name = typed.isEmpty() ? "" : typed.getFirst();
            var aboutRun = name.equals("run") || name.equals("resume") || name.equals("show");
            env.out().print(Json.pretty(aboutRun ? RunJson.noRun(error) : tree));
        }
        return ExitCode.of(error);
    }

    /// Settings may be what is wrong, so they are not asked.
    private static boolean wantsJson(List<String> typed, Env env) {
        for (var i = 0; i < typed.size(); i++) {
            if (typed.get(i).equals("--output=json")) return true;
            if (typed.get(i).equals("--output"))
                return i + 1 < typed.size() && typed.get(i + 1).equals("json");
        }
        return "json".equals(env.variable(Setting.OUTPUT.variable()));
    }
}
