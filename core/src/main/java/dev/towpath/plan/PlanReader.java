package dev.towpath.plan;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Resources;
import dev.towpath.Retry;
import dev.towpath.code.MethodRef;
import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one plan from the tree of its JSON.
final class PlanReader {
    private final Map<?, ?> plan;
    private final List<String> types;
    private final List<String> files;
    private final List<Node.Code> codes;
    private final List<Policies> policies;
    private final List<Kind> kinds;
    private final List<Map<?, ?>> nodes;
    private final List<String> nodeTypes;

    private PlanReader(Map<?, ?> plan) {
        var format = whole(plan, "format");
        if (format > Plan.FORMAT) throw UnreadablePlan.newer(format);
        this.plan = plan;
        this.types = list(plan, "types", type -> text(object(type), "name"));
        this.files = list(plan, "files", String.class::cast);
        this.codes = list(plan, "methods", method -> code(object(method)));
        this.policies = list(plan, "policies", one -> policies(object(one)));
        this.nodes = list(plan, "nodes", PlanReader::object);
        var kindTrees = list(plan, "kinds", PlanReader::object);
        var typesOfKinds =
                kindTrees.stream().map(kind -> types.get(integer(kind, "type"))).toList();
        this.nodeTypes = nodes.stream()
                .map(node -> typesOfKinds.get(integer(node, "kind")))
                .toList();
        this.kinds = kindTrees.stream().map(this::kind).toList();
    }

    static Plan read(byte[] json) {
        try {
            return new PlanReader(object(Json.parse(json))).plan();
        } catch (InvalidJson e) {
            throw UnreadablePlan.corrupt(e.what(), e.at(), e);
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw UnreadablePlan.corrupt(e.toString(), null, e);
        }
    }

    private Plan plan() {
        var input = object(plan.get("input"));
        return new Plan(
                text(plan, "name"),
                text(plan, "description"),
                list(plan, "tags", String.class::cast),
                text(plan, "project"),
                new Input(
                        types.get(integer(input, "type")),
                        list(input, "components", component -> component(object(component)))),
                nodes.stream().map(this::node).toList(),
                ref(plan.get("output")),
                texts(plan.get("shared")),
                schemas());
    }

    private Map<String, String> schemas() {
        var schemas = new HashMap<String, String>();
        for (var each : array(plan.get("types"))) {
            var type = object(each);
            if (type.containsKey("schema"))
                schemas.put(text(type, "name"), new String(Json.write(type.get("schema")), StandardCharsets.UTF_8));
        }
        return schemas;
    }

    private Input.Component component(Map<?, ?> from) {
        return new Input.Component(
                text(from, "name"),
                types.get(integer(from, "type")),
                textOr(from, "description", ""),
                from.containsKey("default") ? text(from, "default") : null,
                decimal(from, "min"),
                decimal(from, "max"));
    }

    private static Node.Code code(Map<?, ?> from) {
        var kind = MethodRef.Kind.valueOf(text(from, "kind").toUpperCase(Locale.ROOT));
        var method = new MethodRef(kind, text(from, "owner"), text(from, "name"), text(from, "descriptor"));
        var notes = from.containsKey("notes") ? list(from, "notes", String.class::cast) : List.<String>of();
        return new Node.Code(method, new Digest(text(from, "digest")), notes, textOr(from, "title", ""));
    }

    private static Policies policies(Map<?, ?> from) {
        var retry = object(from.get("retry"));
        var resources = object(from.get("resources"));
        var pools = new TreeMap<String, Integer>();
        if (resources.get("pools") instanceof Map<?, ?> given)
            given.forEach((name, amount) -> pools.put((String) name, Math.toIntExact((Long) amount)));
        return new Policies(
                new Retry(
                        integer(retry, "attempts"),
                        Duration.parse(text(retry, "firstDelay")),
                        Duration.parse(text(retry, "maxDelay")),
                        retry.containsKey("on") ? list(retry, "on", String.class::cast) : List.of(),
                        retry.containsKey("notOn") ? list(retry, "notOn", String.class::cast) : List.of()),
                from.containsKey("timeout") ? Duration.parse(text(from, "timeout")) : null,
                new Resources(
                        integer(resources, "cpu"),
                        resources.containsKey("memoryBytes") ? whole(resources, "memoryBytes") : 0,
                        pools),
                from.containsKey("allowedFailures") ? integer(from, "allowedFailures") : 0,
                from.containsKey("effect") ? effect(text(from, "effect")) : Effect.PURE);
    }

    private static Effect effect(String word) {
        return switch (word) {
            case "idempotent" -> Effect.IDEMPOTENT;
            case "atMostOnce" -> Effect.AT_MOST_ONCE;
            default -> throw new IllegalArgumentException("an effect '" + word + "'");
        };
    }

    private Kind kind(Map<?, ?> from) {
        return new Kind(
                text(from, "kind"),
                types.get(integer(from, "type")),
                place(array(from.get("at"))),
                from.containsKey("guards")
                        ? list(
                                from,
                                "guards",
                                guard -> new Guard(ref(array(guard).get(1)), is(guard)))
                        : List.of(),
                from.containsKey("method") ? codes.get(integer(from, "method")) : null,
                from.containsKey("size") ? integer(from, "size") : 0,
                from.containsKey("optional"),
                from.containsKey("policies") ? policies.get(integer(from, "policies")) : Policies.DEFAULT);
    }

    private String place(List<?> at) {
        var file = files.get(index(at.get(0)));
        var line = index(at.get(1));
        return line == 0 ? file : file + ":" + line;
    }

    private Node node(Map<?, ?> from) {
        var kind = kinds.get(integer(from, "kind"));
        var after = from.containsKey("after") ? list(from, "after", PlanReader::index) : List.<Integer>of();
        var frame = new Node.Frame(text(from, "name"), kind.type(), kind.guards(), after, kind.at());
        var policies = Objects.requireNonNullElse(kind.policies(), Policies.DEFAULT);
        return switch (kind.word()) {
            case "step" -> new Node.Step(frame, code(kind), refs(from), policies);
            case "each" -> new Node.Each(frame, code(kind), refs(from), policies);
            case "batch" -> new Node.Batch(frame, code(kind), refs(from), kind.size(), policies);
            case "choice" -> {
                var branches = list(
                        from,
                        "branches",
                        branch -> new Node.Branch(is(branch), ref(array(branch).get(1))));
                yield new Node.Choice(frame, ref(from.get("on")), branches, kind.optional());
            }
            case "expand" -> {
                var called = list(from, "pipelines", pipeline -> new PlanReader(object(pipeline)).plan());
                yield new Node.Expand(frame, ref(from.get("calls")), called, policies);
            }
            default -> throw new IllegalArgumentException("a node of kind '" + kind.word() + "'");
        };
    }

    private static Node.Code code(Kind kind) {
        if (kind.code() == null) throw new IllegalArgumentException("a " + kind.word() + " without a method");
        return kind.code();
    }

    private static String is(@Nullable Object condition) {
        return (String) array(condition).getFirst();
    }

    private List<Ref> refs(Map<?, ?> from) {
        return list(from, "inputs", this::ref);
    }

    private Ref ref(@Nullable Object from) {
        if (from instanceof Long) return whole(index(from));
        var parts = array(from);
        var path =
                parts.subList(2, parts.size()).stream().map(String.class::cast).toList();
        return new Ref(index(parts.get(0)), path, types.get(index(parts.get(1))));
    }

    private Ref whole(int node) {
        var type = switch (node) {
            case Ref.INPUT -> types.get(integer(object(plan.get("input")), "type"));
            case Ref.ATTEMPT -> Kind.ATTEMPT;
            default -> nodeTypes.get(node);
        };
        return new Ref(node, List.of(), type);
    }

    private static Map<?, ?> object(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) return map;
        throw new IllegalArgumentException("an object is wanted, not " + tree);
    }

    private static List<?> array(@Nullable Object tree) {
        if (tree instanceof List<?> list) return list;
        throw new IllegalArgumentException("a list is wanted, not " + tree);
    }

    private static <T> List<T> list(Map<?, ?> from, String key, Function<Object, T> each) {
        return array(from.get(key)).stream().<T>map(each).toList();
    }

    private static Map<String, String> texts(@Nullable Object tree) {
        var texts = new HashMap<String, String>();
        object(tree).forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }

    private static String text(Map<?, ?> from, String key) {
        if (from.get(key) instanceof String text) return text;
        throw new IllegalArgumentException("'" + key + "' is missing or no text");
    }

    private static String textOr(Map<?, ?> from, String key, String other) {
        return from.containsKey(key) ? text(from, key) : other;
    }

    private static long whole(Map<?, ?> from, String key) {
        if (from.get(key) instanceof Long number) return number;
        throw new IllegalArgumentException("'" + key + "' is missing or no whole number");
    }

    private static int integer(Map<?, ?> from, String key) {
        return Math.toIntExact(whole(from, key));
    }

    private static int index(@Nullable Object tree) {
        if (tree instanceof Long number) return Math.toIntExact(number);
        throw new IllegalArgumentException("a whole number is wanted, not " + tree);
    }

    private static @Nullable Double decimal(Map<?, ?> from, String key) {
        return switch (from.get(key)) {
            case null -> null;
            case Long number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            default -> throw new IllegalArgumentException("'" + key + "' is no number");
        };
    }
}
