package dev.towpath.cli;

import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import dev.towpath.plan.Input;
import dev.towpath.value.Given;
import dev.towpath.value.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was given for the components of an input record, the weightiest place first: option, `--set`, variable,
/// file.
///
/// @param values by component; one that has none is left to its default
/// @param origins where each component's value comes from, also `default` and `missing`
record GivenInputs(Map<String, Given> values, Map<String, String> origins) {
    private static final String EXPLICIT = "in.";

    /// Collects from all places.
    ///
    /// @param own names of Towpath's options, which win over components of the same name
    /// @throws UsageError for an option that is neither Towpath's nor a component
    static GivenInputs collect(Input input, Context context, List<Option> own) {
        var typed = options(input, context.arguments(), own);
        var sets = sets(context.arguments().all("set"));
        var values = new LinkedHashMap<String, Given>();
        var origins = new LinkedHashMap<String, String>();
        for (var component : input.components()) {
            var name = component.name();
            var given = typed.get(name);
            if (given == null) given = sets.get(name);
            if (given == null) given = variable(component, context.env());
            if (given == null) given = file(name, context.files());
            if (given != null) values.put(name, given);
            origins.put(name, given != null ? given.from() : component.required() ? "missing" : "default");
        }
        addUnknown(input, sets, context.files(), values);
        return new GivenInputs(values, origins);
    }

    /// Names that are no component are kept, so that all that is wrong is told at once.
    private static void addUnknown(Input input, Map<String, Given> sets, InputFiles files, Map<String, Given> values) {
        var names = input.components().stream().map(Input.Component::name).toList();
        for (var set : sets.entrySet()) if (!names.contains(set.getKey())) values.put(set.getKey(), set.getValue());
        for (var entry : files.inputs().entrySet()) {
            if (!names.contains(entry.getKey())) values.putIfAbsent(entry.getKey(), tree(entry.getValue()));
        }
    }

    private static Map<String, Given> options(Input input, Arguments arguments, List<Option> own) {
        var texts = new LinkedHashMap<String, List<String>>();
        var shown = new LinkedHashMap<String, String>();
        for (var extra : arguments.extras()) {
            var component = find(input, extra.name(), own);
            texts.computeIfAbsent(component.name(), _ -> new ArrayList<>()).addAll(texts(component, extra));
            shown.put(component.name(), "option --" + extra.name());
        }
        var given = new LinkedHashMap<String, Given>();
        texts.forEach((name, all) -> given.put(name, new Given.Text(all, shown.getOrDefault(name, name))));
        return given;
    }

    private static Input.Component find(Input input, String typed, List<Option> own) {
        var explicit = typed.startsWith(EXPLICIT);
        var name = explicit ? typed.substring(EXPLICIT.length()) : typed;
        for (var component : input.components()) {
            if (component.option().equals(name) || component.name().equals(name)) return component;
        }
        var names = new ArrayList<String>();
        for (var component : input.components()) names.add("--" + (explicit ? EXPLICIT : "") + component.option());
        for (var option : own) names.add("--" + option.name());
        throw new UsageError(
                "option --" + typed + " is neither an input of the pipeline nor known to towpath",
                Nearest.question("--" + typed, names) + "--help after the file lists the options.");
    }

    /// The texts of one option: what follows `=`, or the words behind it. Many only for a list.
    private static List<String> texts(Input.Component component, Arguments.Extra extra) {
        var isBoolean = Types.isBoolean(component.type());
        if (extra.inline() != null) return just(extra, extra.inline(), extra.tail());
        if (extra.tail().isEmpty()) {
            if (isBoolean) return List.of("true");
            throw new UsageError(
                    "--" + extra.name() + " needs a value",
                    "Write --" + extra.name() + " " + Types.placeholder(component.type()) + ".");
        }
        if (Types.isMany(component.type())) return extra.tail();
        return just(
                extra,
                extra.tail().getFirst(),
                extra.tail().subList(1, extra.tail().size()));
    }

    private static List<String> just(Arguments.Extra extra, String value, List<String> rest) {
        if (rest.isEmpty()) return List.of(value);
        throw new UsageError(
                "'" + rest.getFirst() + "' after --" + extra.name() + " belongs to nothing",
                "Put a value with spaces in quotes.");
    }

    /// What `--set NAME=VALUE` gave.
    static Map<String, Given> sets(List<String> typed) {
        var sets = new LinkedHashMap<String, Given>();
        for (var set : typed) {
            var equals = set.indexOf('=');
            if (equals < 1)
                throw new UsageError("--set takes NAME=VALUE, not '" + set + "'", "Write --set name=value.");
            var name = set.substring(0, equals);
            if (name.equals("answers") || name.equals("options")) throw reserved(name);
            sets.put(name, new Given.Text(set.substring(equals + 1), "--set " + name));
        }
        return sets;
    }

    private static InvalidInput reserved(String name) {
        return new InvalidInput(List.of(new Problem(
                "reserved-name",
                "--set " + name + " is reserved",
                "--set " + name,
                null,
                "An input of that name is given by --in." + name + ".")));
    }

    private static @Nullable Given variable(Input.Component component, Env env) {
        var value = env.variables().get(component.variable());
        return value == null ? null : new Given.Text(value, "variable " + component.variable());
    }

    private static @Nullable Given file(String name, InputFiles files) {
        var entry = files.inputs().get(name);
        return entry == null ? null : tree(entry);
    }

    private static Given tree(InputFiles.Entry entry) {
        return new Given.Tree(entry.tree(), entry.file(), entry.folder());
    }
}
