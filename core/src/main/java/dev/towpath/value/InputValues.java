package dev.towpath.value;

import dev.towpath.plan.Input;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the value of one component from texts or a tree.
final class InputValues {
    private final InputPaths paths;

    InputValues(InputPaths paths) {
        this.paths = paths;
    }

    Object of(Form form, Given given) {
        return switch (given) {
            case Given.Text(var texts, _) -> texts(form, texts);
            case Given.Tree(var tree, _, var base) ->
                base == null ? tree(form, tree) : new InputValues(paths.from(base)).tree(form, tree);
            case Given.Java(var value, _) -> java(form, value);
        };
    }

    /// The default, or an empty optional.
    Object absent(Form form, Input.Component component) {
        if (component.defaultText() != null) return texts(form, List.of(paths.expand(component.defaultText())));
        var absent = form.absent();
        if (absent != null) return absent;
        throw new Misfit(
                        "is missing: " + wanted(form) + " is wanted",
                        "Give --" + component.option() + " on the command line, " + component.name()
                                + ": in a file, or the variable " + component.variable() + ".")
                .coded("missing-input");
    }

    private Object java(Form form, @Nullable Object value) {
        var type = form.type() instanceof java.lang.reflect.ParameterizedType p ? p.getRawType() : form.type();
        if (value != null && ((Class<?>) type).isInstance(value)) return value;
        var is = value == null ? "null" : "a " + TypeNames.brief(value.getClass());
        throw new Misfit("is " + is + ", not " + wanted(form), "Give a " + TypeNames.brief(form.type()) + ".");
    }

    /// What is accepted, for people.
    static String wanted(Form form) {
        return switch (form) {
            case Scalar scalar -> scalar.wanted();
            case EnumForm constants ->
                "one of " + String.join(", ", constants.byName().keySet());
            case OptionalForm optional -> wanted(optional.value());
            case ListForm list -> "a list of " + TypeNames.brief(list.element().type());
            case MapForm map -> "a map of " + TypeNames.brief(map.value().type()) + " by key";
            case EntryForm _ -> "a pair";
            case RecordForm parts ->
                "an object with "
                        + String.join(
                                ", ",
                                parts.parts().stream()
                                        .map(RecordForm.Part::name)
                                        .toList());
            case SealedForm cases ->
                "an object with $type, one of "
                        + String.join(", ", cases.cases().keySet());
            case FileForm _ -> "the path of a file";
            case FolderForm _ -> "the path of a folder";
            case TreeForm _ -> "the path of a folder or a file";
            case CallForm _ -> "a call, which can not be given";
        };
    }

    /// The value of the texts of a command line.
    private Object texts(Form form, List<String> texts) {
        if (form instanceof OptionalForm optional) return optional.present(texts(optional.value(), texts));
        if (form instanceof ListForm list && !isJson(texts, '[')) return list(list, texts);
        if (form instanceof MapForm map && !isJson(texts, map.key().isText() ? '{' : '[')) return pairs(map, texts);
        if (texts.size() != 1)
            throw new Misfit("is given " + texts.size() + " times", "Give it once: " + wanted(form) + ".");
        return text(form, texts.getFirst());
    }

    private static boolean isJson(List<String> texts, char bracket) {
        return texts.size() == 1 && texts.getFirst().stripLeading().startsWith(String.valueOf(bracket));
    }

    private Object list(ListForm form, List<String> texts) {
        var elements = new ArrayList<Object>();
        for (var text : texts) {
            try {
                elements.add(text(form.element(), text));
            } catch (Misfit e) {
                throw texts.size() == 1 ? e : e.at(elements.size());
            }
        }
        return form.of(elements);
    }

    /// Entries as `key=value`.
    private Object pairs(MapForm form, List<String> texts) {
        var entries = new LinkedHashMap<Object, Object>();
        for (var text : texts) {
            var equals = text.indexOf('=');
            if (equals < 0)
                throw new Misfit(
                        "is '" + text + "', not key=value", "Give key=value, repeated for each key, or a JSON object.");
            var key = text(form.key(), text.substring(0, equals));
            MapForm.put(entries, key, at(key, form.value(), text.substring(equals + 1)));
        }
        return form.of(entries);
    }

    private Object at(Object key, Form form, String text) {
        try {
            return text(form, text);
        } catch (Misfit e) {
            throw e.at(key);
        }
    }

    private Object text(Form form, String text) {
        return switch (form) {
            case Scalar scalar -> InputTexts.scalar(scalar, text);
            case EnumForm constants -> InputTexts.constant(constants, text);
            case FileForm _ -> paths.file(text);
            case FolderForm _ -> paths.folder(text);
            case TreeForm _ -> paths.tree(text);
            case OptionalForm optional -> optional.present(text(optional.value(), text));
            case ListForm _, MapForm _, EntryForm _, RecordForm _, SealedForm _, CallForm _ -> json(form, text);
        };
    }

    private Object json(Form form, String text) {
        Object tree;
        try {
            tree = Json.parse(text);
        } catch (InvalidJson e) {
            throw new Misfit(
                    "is '" + text + "', which is no JSON: " + e.what() + " at " + e.at(),
                    "Give " + wanted(form) + " as JSON.",
                    e);
        }
        return tree(form, tree);
    }

    /// The value of a tree as JSON or YAML gives it.
    private Object tree(Form form, @Nullable Object tree) {
        if (tree == null) {
            var absent = form.absent();
            if (absent != null) return absent;
            throw wrong(form, null);
        }
        return switch (form) {
            case Scalar scalar -> scalar(scalar, tree);
            case OptionalForm optional -> optional.present(tree(optional.value(), tree));
            case ListForm list -> list.of(elements(form, list.element(), tree));
            case MapForm map -> map(map, tree);
            case EntryForm entry -> entry(entry, tree);
            case RecordForm parts -> record(parts, tree, null);
            case SealedForm cases -> sealed(cases, tree);
            case EnumForm _, FileForm _, FolderForm _, TreeForm _, CallForm _ -> {
                if (tree instanceof String text && !(form instanceof CallForm)) yield text(form, text);
                throw wrong(form, tree);
            }
        };
    }

    private static Misfit wrong(Form form, @Nullable Object tree) {
        var is = switch (tree) {
            case null -> "empty";
            case String text -> "'" + text + "'";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            default -> tree.toString();
        };
        var quote = form == Scalar.STRING && (tree instanceof Number || tree instanceof Boolean);
        var advice = quote ? "Put it in quotes: \"" + tree + "\"." : "Give " + wanted(form) + ".";
        return new Misfit("is " + is + ", not " + wanted(form), advice);
    }

    private Object scalar(Scalar form, Object tree) {
        if (tree instanceof String text) return InputTexts.scalar(form, text);
        if (tree instanceof Boolean b && form == Scalar.BOOLEAN) return b;
        if (!(tree instanceof Number number)) throw wrong(form, tree);
        return switch (form.kind()) {
            case REAL -> form.parse(number.toString());
            case WHOLE -> InputTexts.scalar(form, whole(form, number).toString());
            case BOOLEAN, TEXT -> throw wrong(form, tree);
        };
    }

    private static BigInteger whole(Scalar form, Number number) {
        try {
            var exact = new BigDecimal(number.toString());
            if (exact.precision() - (long) exact.scale() > 1_000) throw wrong(form, number);
            return exact.toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(form, number);
        }
    }

    private List<Object> elements(Form form, Form element, Object tree) {
        if (!(tree instanceof List<?> list)) throw wrong(form, tree);
        var elements = new ArrayList<Object>();
        for (var item : list) elements.add(part(element, item, elements.size()));
        return elements;
    }

    private Object part(Form form, @Nullable Object tree, Object index) {
        try {
            return tree(form, tree);
        } catch (Misfit e) {
            throw e.at(index);
        }
    }

    private Object map(MapForm form, Object tree) {
        var entries = new LinkedHashMap<Object, Object>();
        if (tree instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                var key = part(form.key(), entry.getKey(), "key " + entry.getKey());
                MapForm.put(entries, key, part(form.value(), entry.getValue(), entry.getKey()));
            }
        } else if (!form.key().isText() && tree instanceof List<?> list) {
            for (var pair : list) {
                if (!(pair instanceof List<?> two) || two.size() != 2)
                    throw wrong(form, pair).at(entries.size());
                var key = part(form.key(), two.get(0), entries.size());
                MapForm.put(entries, key, part(form.value(), two.get(1), entries.size()));
            }
        } else {
            throw wrong(form, tree);
        }
        return form.of(entries);
    }

    private Object entry(EntryForm form, Object tree) {
        if (!(tree instanceof List<?> two) || two.size() != 2) throw wrong(form, tree);
        return Map.entry(part(form.key(), two.get(0), 0), part(form.value(), two.get(1), 1));
    }

    private Object sealed(SealedForm form, Object tree) {
        if (!(tree instanceof Map<?, ?> map) || !(map.get(SealedForm.TYPE) instanceof String name)) {
            throw wrong(form, tree);
        }
        var found = form.cases().get(name);
        if (found == null) {
            var names = form.cases().keySet();
            throw new Misfit("is '" + name + "', not one of " + names, Nearest.advice(name, names, ""))
                    .in(SealedForm.TYPE);
        }
        if (found.form() instanceof RecordForm parts) return record(parts, tree, SealedForm.TYPE);
        try {
            return tree(found.form(), map.get(SealedForm.CONSTANT));
        } catch (Misfit e) {
            throw e.in(SealedForm.CONSTANT);
        }
    }

    /// @param skipped a key that is no component; null if there is none
    private Object record(RecordForm form, Object tree, @Nullable String skipped) {
        if (!(tree instanceof Map<?, ?> map)) throw wrong(form, tree);
        var names = form.parts().stream().map(RecordForm.Part::name).toList();
        for (var key : map.keySet()) {
            var name = String.valueOf(key);
            if (!names.contains(name) && !name.equals(skipped))
                throw new Misfit(
                                "is no component of " + TypeNames.brief(form.type()),
                                Nearest.advice(name, names, Inputs.NO_INPUTS))
                        .in(name)
                        .coded("unknown-input");
        }
        var values = new @Nullable Object[names.size()];
        for (var i = 0; i < values.length; i++)
            values[i] = component(form.parts().get(i), map);
        return form.make(values);
    }

    private Object component(RecordForm.Part part, Map<?, ?> map) {
        var component = Components.of(part.component());
        try {
            var value = map.containsKey(part.name())
                    ? tree(part.form(), map.get(part.name()))
                    : nested(part.form(), component);
            Bounds.check(part.form(), component, value);
            return value;
        } catch (Misfit e) {
            throw e.in(part.name());
        }
    }

    private Object nested(Form form, Input.Component component) {
        if (component.defaultText() != null || form.absent() != null) return absent(form, component);
        throw new Misfit("is missing: " + wanted(form) + " is wanted", "Give " + wanted(form) + ".")
                .coded("missing-input");
    }
}
