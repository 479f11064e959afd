package dev.towpath.cli;

import dev.towpath.plan.Input;
import java.util.ArrayList;
import java.util.List;

/// Writes what `--help` says.
final class Help {
    private final Style style;

    Help(Style style) {
        this.style = style;
    }

    /// All commands.
    List<String> overview() {
        var lines = new ArrayList<String>();
        lines.add(style.bold("towpath") + " - durable pipelines in Java: each finished step is kept");
        lines.add("");
        lines.add(style.bold("Usage:") + " towpath COMMAND [options]");
        lines.add("");
        var table = new Table(style).column("").column("");
        for (var name : Commands.NAMES) {
            var spec = Commands.get(name).spec();
            table.row("  " + style.cyan(name), spec.summary());
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add("Begin with:  towpath init     " + style.dim("writes a first pipeline that runs at once"));
        lines.add("More about a command:  towpath COMMAND --help");
        lines.add("");
        lines.add(style.dim(
                "Exit codes: 0 ok, 1 run failed, 2 usage, 3 invalid pipeline or input, 4 waiting, 5 cancelled,"));
        lines.add(style.dim("            6 not found, 7 store unavailable, 8 engine stopped itself"));
        return lines;
    }

    /// One command.
    List<String> command(Command.Spec spec) {
        var lines = new ArrayList<String>();
        lines.add(style.bold("towpath " + spec.name()) + " - " + spec.summary());
        lines.add("");
        var words = spec.words().isEmpty() ? "" : " " + spec.words();
        lines.add(style.bold("Usage:") + " towpath " + spec.name() + words
                + (spec.target() ? " [--INPUT VALUE ...]" : "") + " [options]");
        if (!spec.description().isEmpty()) {
            lines.add("");
            spec.description().lines().forEach(lines::add);
        }
        options(lines, "Options:", spec.options());
        options(lines, "Common options:", Commands.common(spec));
        if (!spec.examples().isEmpty()) {
            lines.add("");
            lines.add(style.bold("Examples:"));
            for (var example : spec.examples()) lines.add("  " + example);
        }
        return lines;
    }

    private void options(List<String> lines, String title, List<Option> options) {
        if (options.isEmpty()) return;
        lines.add("");
        lines.add(style.bold(title));
        var table = new Table(style).column("").column("");
        for (var option : options) table.row("  " + style.cyan(option.shown()), option.help());
        lines.addAll(table.lines());
    }

    /// The inputs of a pipeline as options.
    ///
    /// @param own Towpath's options; a component of the same name has only its long form
    List<String> inputs(String pipeline, String description, Input input, List<Option> own) {
        var lines = new ArrayList<String>();
        lines.add(style.bold(pipeline) + (description.isEmpty() ? "" : "  " + description));
        lines.add("");
        if (input.components().isEmpty()) {
            lines.add("The pipeline takes no inputs.");
            return lines;
        }
        lines.add(style.bold("Inputs:"));
        var table = new Table(style).column("").column("").column("");
        for (var component : input.components()) {
            var clashes = own.stream().anyMatch(option -> option.name().equals(component.option()));
            var name = clashes ? "--in." + component.option() : "--" + component.option();
            table.row(
                    "  " + style.cyan(name + " " + Types.placeholder(component.type())),
                    style.dim(Types.simple(component.type())),
                    explanation(component));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add(style.dim("Each also as --in.NAME, --set NAME=VALUE, in a file (-f), or as a variable such as "
                + input.components().getFirst().variable() + "."));
        return lines;
    }

    private String explanation(Input.Component component) {
        var parts = new ArrayList<String>();
        if (!component.description().isEmpty()) parts.add(component.description());
        var facts = new ArrayList<String>();
        if (component.required()) facts.add("required");
        if (component.defaultText() != null) facts.add("default " + component.defaultText());
        var min = component.min();
        var max = component.max();
        if (min != null && max != null) facts.add(number(min) + " to " + number(max));
        else if (min != null) facts.add("at least " + number(min));
        else if (max != null) facts.add("at most " + number(max));
        if (!facts.isEmpty()) parts.add(style.dim("(" + String.join(", ", facts) + ")"));
        return String.join(" ", parts);
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
