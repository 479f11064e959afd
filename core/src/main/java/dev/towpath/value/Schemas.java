package dev.towpath.value;

import dev.towpath.Describe;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON Schema (2020-12) of the types of values.
public final class Schemas {
    private static final String DIGEST = "^[0-9a-f]{64}$";

    /// Schemas of records, enums and sealed types, by the name they have there.
    private final Map<String, Object> defs = new LinkedHashMap<>();

    private final Map<Type, String> names = new LinkedHashMap<>();

    private Schemas() {}

    /// The schema of the encoding of a type, as a tree for [Json#write].
    ///
    /// Records, enums and sealed types are in `$defs`, under their simple names; of two with the same simple name
    /// the second is `Name2`.
    ///
    /// @throws InvalidType if the type can not be a value
    public static Map<String, Object> of(Type type, Codecs codecs) {
        var schemas = new Schemas();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.putAll(schemas.schema(codecs.codec(type).form()));
        if (!schemas.defs.isEmpty()) schema.put("$defs", schemas.defs);
        return schema;
    }

    private Map<String, Object> schema(Form form) {
        return switch (form) {
            case Scalar scalar -> scalar(scalar);
            case OptionalForm optional -> nullable(schema(optional.value()));
            case ListForm list -> list(list);
            case MapForm map when map.key().isText() -> object("additionalProperties", schema(map.value()));
            case MapForm map -> typed("array", "items", pair(map.key(), map.value()));
            case EntryForm entry -> pair(entry.key(), entry.value());
            case EnumForm constants -> named(constants.type(), () -> enumeration(constants));
            case RecordForm parts -> named(parts.type(), () -> components(parts, null));
            case SealedForm cases -> named(cases.type(), () -> cases(cases));
            case FileForm _ ->
                parts(
                        "FileRef",
                        Map.of(
                                "name", typed("string"),
                                "digest", typed("string", "pattern", DIGEST),
                                "size", typed("integer", "minimum", 0),
                                "mediaType", typed("string")),
                        List.of("name", "digest", "size", "mediaType"));
            case FolderForm _ ->
                parts(
                        "FolderRef",
                        Map.of("name", typed("string"), "digest", typed("string", "pattern", DIGEST)),
                        List.of("name", "digest"));
            case TreeForm _ ->
                parts(
                        "TreeRef",
                        Map.of(
                                "path", typed("string"),
                                "listing", typed("string", "pattern", DIGEST),
                                "files", typed("integer", "minimum", 0),
                                "size", typed("integer", "minimum", 0)),
                        List.of("path", "listing", "files", "size"));
            case CallForm _ ->
                parts(
                        "Call",
                        Map.of("pipeline", typed("string"), "input", typed("object")),
                        List.of("pipeline", "input"));
        };
    }

    private static Map<String, Object> typed(String type) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, Object> typed(String type, String key, Object value) {
        var schema = typed(type);
        schema.put(key, value);
        return schema;
    }

    private static Map<String, Object> object(String key, Object value) {
        return typed("object", key, value);
    }

    private static Map<String, Object> scalar(Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> typed("boolean");
            case BYTE -> ranged(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> ranged(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> typed("integer", "format", "int32");
            case LONG -> typed("integer", "format", "int64");
            case BIG_INTEGER, YEAR -> typed("integer");
            case BIG_DECIMAL -> typed("number");
            case FLOAT, DOUBLE -> real(scalar == Scalar.FLOAT ? "float" : "double");
            case CHAR -> typed("string", "maxLength", 1);
            case BYTES -> typed("string", "contentEncoding", "base64");
            case INSTANT, OFFSET_DATE_TIME -> typed("string", "format", "date-time");
            case LOCAL_DATE -> typed("string", "format", "date");
            case DURATION, PERIOD -> typed("string", "format", "duration");
            case UUID_ -> typed("string", "format", "uuid");
            case URI_ -> typed("string", "format", "uri-reference");
            case STRING,
                    LOCAL_TIME,
                    LOCAL_DATE_TIME,
                    OFFSET_TIME,
                    ZONED_DATE_TIME,
                    YEAR_MONTH,
                    MONTH_DAY,
                    ZONE_ID,
                    ZONE_OFFSET,
                    LOCALE -> typed("string");
        };
    }

    private static Map<String, Object> ranged(int min, int max) {
        var schema = typed("integer", "minimum", min);
        schema.put("maximum", max);
        return schema;
    }

    private static Map<String, Object> real(String format) {
        var schema = new LinkedHashMap<String, Object>();
        var words = new LinkedHashMap<String, Object>();
        words.put("enum", List.of("NaN", "Infinity", "-Infinity"));
        schema.put("anyOf", List.of(typed("number", "format", format), words));
        return schema;
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        var either = new LinkedHashMap<String, Object>();
        either.put("anyOf", List.of(schema, typed("null")));
        return either;
    }

    private Map<String, Object> list(ListForm list) {
        var schema = typed("array", "items", schema(list.element()));
        if (list.kind().isSet()) schema.put("uniqueItems", true);
        return schema;
    }

    private Map<String, Object> pair(Form key, Form value) {
        var schema = typed("array", "prefixItems", List.of(schema(key), schema(value)));
        schema.put("items", false);
        schema.put("minItems", 2);
        return schema;
    }

    private interface Definition {
        Map<String, Object> make();
    }

    private Map<String, Object> named(Type type, Definition definition) {
        var name = names.get(type);
        if (name == null) {
            name = free(TypeNames.brief(type)
                    .replaceAll("[^\\p{javaJavaIdentifierPart}]+", "_")
                    .replaceAll("_$", ""));
            names.put(type, name);
            defs.put(name, Map.of());
            defs.put(name, definition.make());
        }
        return reference(name);
    }

    private String free(String wanted) {
        var name = wanted;
        for (var i = 2; defs.containsKey(name); i++) name = wanted + i;
        return name;
    }

    private static Map<String, Object> reference(String name) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$ref", "#/$defs/" + name);
        return schema;
    }

    private static Map<String, Object> enumeration(EnumForm form) {
        return typed("string", "enum", List.copyOf(form.byName().keySet()));
    }

    private Map<String, Object> parts(String name, Map<String, Object> properties, List<String> order) {
        if (!defs.containsKey(name)) {
            var sorted = new LinkedHashMap<String, Object>();
            for (var key : order) sorted.put(key, properties.getOrDefault(key, Map.of()));
            defs.put(name, closed(sorted, order));
        }
        return reference(name);
    }

    private static Map<String, Object> closed(Map<String, Object> properties, List<String> required) {
        var schema = object("properties", properties);
        if (!required.isEmpty()) schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> components(RecordForm form, @Nullable String caseName) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        if (caseName != null) {
            properties.put(SealedForm.TYPE, constant(caseName));
            required.add(SealedForm.TYPE);
        }
        for (var part : form.parts()) {
            properties.put(part.name(), component(part));
            if (Components.of(part.component()).defaultText() == null
                    && part.form().absent() == null) required.add(part.name());
        }
        var schema = closed(properties, required);
        var description = form.raw().getAnnotation(Describe.class);
        if (description != null) schema.put("description", description.value());
        return schema;
    }

    private static Map<String, Object> constant(String name) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("const", name);
        return schema;
    }

    private Map<String, Object> component(RecordForm.Part part) {
        var schema = new LinkedHashMap<>(schema(part.form()));
        var told = Components.of(part.component());
        if (!told.description().isEmpty()) schema.put("description", told.description());
        if (told.defaultText() != null) schema.put("default", defaultOf(part.form(), told.defaultText()));
        var bounded = part.form() instanceof OptionalForm optional ? optional.value() : part.form();
        var suffix = suffix(bounded);
        if (suffix == null) return schema;
        var names = suffix.isEmpty() ? List.of("minimum", "maximum") : List.of("min" + suffix, "max" + suffix);
        if (told.min() != null) schema.put(names.get(0), bound(told.min()));
        if (told.max() != null) schema.put(names.get(1), bound(told.max()));
        return schema;
    }

    /// A default is a text as on a command line; a form shows it as what it is where that is plain.
    private static Object defaultOf(Form form, String text) {
        if (form instanceof Scalar scalar && !scalar.isText()) {
            try {
                return scalar.parse(text);
            } catch (Misfit e) {
                return text;
            }
        }
        return text;
    }

    private static Object bound(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : number;
    }

    /// What follows `min` and `max`: `Length` of texts, `Items` of lists; null where there are no bounds.
    private static @Nullable String suffix(Form form) {
        return switch (form) {
            case Scalar scalar when scalar.kind() == Scalar.Kind.TEXT -> "Length";
            case Scalar scalar when scalar.kind() != Scalar.Kind.BOOLEAN -> "";
            case ListForm _ -> "Items";
            case MapForm map when map.key().isText() -> "Properties";
            case MapForm _ -> "Items";
            default -> null;
        };
    }

    private Map<String, Object> cases(SealedForm form) {
        var choices = new ArrayList<Object>();
        for (var choice : form.cases().values()) {
            if (choice.form() instanceof RecordForm parts) {
                choices.add(components(parts, choice.name()));
            } else {
                var properties = new LinkedHashMap<String, Object>();
                properties.put(SealedForm.TYPE, constant(choice.name()));
                properties.put(SealedForm.CONSTANT, schema(choice.form()));
                choices.add(closed(properties, List.copyOf(properties.keySet())));
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("oneOf", choices);
        return schema;
    }
}
