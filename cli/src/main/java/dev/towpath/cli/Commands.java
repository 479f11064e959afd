package dev.towpath.cli;

import dev.towpath.value.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All commands, by name.
final class Commands {
    /// In the order of the help.
    static final List<String> NAMES = List.of(
            "init",
            "validate",
            "graph",
            "plan",
            "run",
            "runs",
            "show",
            "logs",
            "events",
            "submit",
            "cancel",
            "pause",
            "resume",
            "rerun",
            "artifacts",
            "config",
            "doctor",
            "version",
            "help");

    private Commands() {}

    /// The command; null if there is none of this name. Only its own class is loaded.
    static @Nullable Command find(String name) {
        return switch (name) {
            case "init" -> new InitCommand();
            case "validate" -> new ValidateCommand();
            case "graph" -> new GraphCommand();
            case "plan" -> new PlanCommand();
            case "run" -> new RunCommand();
            case "runs" -> new RunsCommand();
            case "show" -> new ShowCommand();
            case "logs" -> new LogsCommand();
            case "events" -> new EventsCommand();
            case "submit" -> new SubmitCommand();
            case "cancel" -> new CancelCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "rerun" -> new RerunCommand();
            case "artifacts" -> new ArtifactsCommand();
            case "config" -> new ConfigCommand();
            case "doctor" -> new DoctorCommand();
            case "version" -> new VersionCommand();
            case "help" -> new HelpCommand();
            default -> null;
        };
    }

    /// A command that is there.
    static Command get(String name) {
        var command = find(name);
        if (command == null) {
            throw new UsageError(
                    "there is no command '" + name + "'", Nearest.question(name, NAMES) + "towpath help lists them.");
        }
        return command;
    }

    /// The command's options and those that every command has.
    static List<Option> options(Command.Spec spec) {
        var options = new ArrayList<>(spec.options());
        options.addAll(common(spec));
        return options;
    }

    /// Those that are not the command's own.
    static List<Option> common(Command.Spec spec) {
        var options = new ArrayList<Option>();
        var executes = List.of("run", "resume", "rerun").contains(spec.name());
        for (var setting : Setting.values()) {
            if (executes || spec.name().equals("config") || !setting.isAboutRuns()) options.add(setting.option());
        }
        if (spec.options().stream().noneMatch(option -> option.name().equals("verbose"))) {
            options.add(Option.flag("verbose", "v", "say more, stack traces too"));
        }
        options.add(Option.flag("quiet", "q", "print results and errors only"));
        options.add(Option.flag("help", "h", "explain the command"));
        return options;
    }
}
