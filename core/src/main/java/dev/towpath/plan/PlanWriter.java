package dev.towpath.plan;

import dev.towpath.Resources;
import dev.towpath.Retry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes one plan. The nodes come last, as the tables before them are filled while the nodes are written.
final class PlanWriter {
    private static final byte[] NAME = "{\"name\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KIND = ",\"kind\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INPUTS = ",\"inputs\":[".getBytes(StandardCharsets.US_ASCII);

    private final Plan plan;
    private final Table<Kind> kinds = new Table<>();
    private final Table<String> types = new Table<>();
    private final Table<String> files = new Table<>();
    private final Table<Node.Code> codes = new Table<>();
    private final Table<Policies> policies = new Table<>();
    private @Nullable Kind lastKind;
    private int lastIndex;

    PlanWriter(Plan plan) {
        this.plan = plan;
    }

    byte[] toBytes() {
        var inputType = types.index(plan.input().type());
        var nodes = new JsonBytes(1024 + 48 * plan.nodes().size());
        list(nodes, plan.nodes(), this::node);
        nodes.raw('}');
        var out = new JsonBytes(4096);
        out.raw("{\"format\":").number(Plan.FORMAT).raw(",\"name\":").text(plan.name());
        out.raw(",\"description\":").text(plan.description()).raw(",\"tags\":");
        list(out, plan.tags(), JsonBytes::text);
        out.raw(",\"project\":").text(plan.project());
        out.raw(",\"input\":{\"type\":").number(inputType).raw(",\"components\":");
        list(out, plan.input().components(), this::component);
        out.raw("},\"output\":");
        ref(out, plan.output());
        out.raw(",\"shared\":");
        map(out, plan.shared());
        var frames = new JsonBytes(4096);
        list(frames, kinds.values(), this::kind);
        out.raw(",\"types\":");
        list(out, types.values(), this::type);
        out.raw(",\"files\":");
        list(out, files.values(), JsonBytes::text);
        out.raw(",\"methods\":");
        list(out, codes.values(), PlanWriter::code);
        out.raw(",\"policies\":");
        list(out, policies.values(), PlanWriter::policies);
        out.raw(",\"kinds\":").raw(frames.toBytes(new JsonBytes(0))).raw(",\"nodes\":");
        return out.toBytes(nodes);
    }

    private interface Part<T> {
        void write(JsonBytes out, T part);
    }

    private static <T> void list(JsonBytes out, List<T> parts, Part<T> part) {
        out.raw('[');
        for (var i = 0; i < parts.size(); i++) {
            if (i > 0) out.raw(',');
            part.write(out, parts.get(i));
        }
        out.raw(']');
    }

    private static void map(JsonBytes out, Map<String, ?> map) {
        out.raw('{');
        var first = true;
        for (var entry : new TreeMap<>(map).entrySet()) {
            if (!first) out.raw(',');
            first = false;
            out.text(entry.getKey()).raw(':');
            if (entry.getValue() instanceof Integer number) out.number(number);
            else out.text(entry.getValue().toString());
        }
        out.raw('}');
    }

    private void component(JsonBytes out, Input.Component component) {
        out.raw("{\"name\":").text(component.name());
        out.raw(",\"type\":").number(types.index(component.type()));
        if (!component.description().isEmpty()) out.raw(",\"description\":").text(component.description());
        if (component.defaultText() != null) out.raw(",\"default\":").text(component.defaultText());
        if (component.min() != null) out.raw(",\"min\":").raw(component.min().toString());
        if (component.max() != null) out.raw(",\"max\":").raw(component.max().toString());
        out.raw('}');
    }

    private void type(JsonBytes out, String type) {
        out.raw("{\"name\":").text(type);
        var schema = plan.schemas().get(type);
        if (schema != null) out.raw(",\"schema\":").json(schema);
        out.raw('}');
    }

    private static void code(JsonBytes out, Node.Code code) {
        var method = code.method();
        out.raw("{\"kind\":").text(method.kind().name().toLowerCase(Locale.ROOT));
        out.raw(",\"owner\":").text(method.owner());
        out.raw(",\"name\":").text(method.name());
        out.raw(",\"descriptor\":").text(method.descriptor());
        out.raw(",\"digest\":").text(code.digest().hex());
        if (!code.title().isEmpty()) out.raw(",\"title\":").text(code.title());
        if (!code.notes().isEmpty()) {
            out.raw(",\"notes\":");
            list(out, code.notes(), JsonBytes::text);
        }
        out.raw('}');
    }

    private static void policies(JsonBytes out, Policies policies) {
        out.raw("{\"retry\":");
        retry(out, policies.retry());
        if (policies.timeout() != null)
            out.raw(",\"timeout\":").text(policies.timeout().toString());
        out.raw(",\"resources\":");
        resources(out, policies.resources());
        if (policies.allowedFailures() > 0) out.raw(",\"allowedFailures\":").number(policies.allowedFailures());
        switch (policies.effect()) {
            case PURE -> {}
            case IDEMPOTENT -> out.raw(",\"effect\":\"idempotent\"");
            case AT_MOST_ONCE -> out.raw(",\"effect\":\"atMostOnce\"");
        }
        out.raw('}');
    }

    private static void retry(JsonBytes out, Retry retry) {
        out.raw("{\"attempts\":").number(retry.attempts());
        out.raw(",\"firstDelay\":").text(retry.firstDelay().toString());
        out.raw(",\"maxDelay\":").text(retry.maxDelay().toString());
        if (!retry.on().isEmpty()) {
            out.raw(",\"on\":");
            list(out, retry.on(), JsonBytes::text);
        }
        if (!retry.notOn().isEmpty()) {
            out.raw(",\"notOn\":");
            list(out, retry.notOn(), JsonBytes::text);
        }
        out.raw('}');
    }

    private static void resources(JsonBytes out, Resources resources) {
        out.raw("{\"cpu\":").number(resources.cpu());
        if (resources.memoryBytes() > 0) out.raw(",\"memoryBytes\":").raw(Long.toString(resources.memoryBytes()));
        if (!resources.pools().isEmpty()) {
            out.raw(",\"pools\":");
            map(out, resources.pools());
        }
        out.raw('}');
    }

    private void node(JsonBytes out, Node node) {
        var frame = node.frame();
        out.raw(NAME).text(frame.name()).raw(KIND).number(kindOf(node));
        switch (node) {
            case Node.Step step -> inputs(out, step.inputs());
            case Node.Each each -> inputs(out, each.inputs());
            case Node.Batch batch -> inputs(out, batch.inputs());
            case Node.Choice choice -> {
                out.raw(",\"on\":");
                ref(out, choice.on());
                out.raw(",\"branches\":");
                list(out, choice.branches(), (to, branch) -> condition(to, branch.is(), branch.value()));
            }
            case Node.Expand expand -> {
                out.raw(",\"calls\":");
                ref(out, expand.calls());
                out.raw(",\"pipelines\":");
                list(out, expand.pipelines(), (to, called) -> to.raw(new PlanWriter(called).toBytes()));
            }
        }
        if (!frame.after().isEmpty()) {
            out.raw(",\"after\":");
            list(out, frame.after(), JsonBytes::number);
        }
        out.raw('}');
    }

    /// Nodes wired in a loop follow each other and share their parts.
    private int kindOf(Node node) {
        if (lastKind == null || !lastKind.isOf(node)) {
            lastKind = Kind.of(node);
            lastIndex = kinds.index(lastKind);
        }
        return lastIndex;
    }

    private void inputs(JsonBytes out, List<Ref> inputs) {
        out.raw(INPUTS);
        for (var i = 0; i < inputs.size(); i++) {
            if (i > 0) out.raw(',');
            ref(out, inputs.get(i));
        }
        out.raw(']');
    }

    private void kind(JsonBytes out, Kind kind) {
        out.raw("{\"kind\":")
                .text(kind.word())
                .raw(",\"type\":")
                .number(types.index(kind.type()))
                .raw(",\"at\":");
        place(out, kind.at());
        if (kind.code() != null) out.raw(",\"method\":").number(codes.index(kind.code()));
        if (kind.size() > 0) out.raw(",\"size\":").number(kind.size());
        if (kind.optional()) out.raw(",\"optional\":true");
        if (!kind.guards().isEmpty()) {
            out.raw(",\"guards\":");
            list(out, kind.guards(), (to, guard) -> condition(to, guard.is(), guard.on()));
        }
        var policies = kind.policies();
        if (policies != null && !policies.equals(Policies.DEFAULT))
            out.raw(",\"policies\":").number(this.policies.index(policies));
        out.raw('}');
    }

    private void condition(JsonBytes out, String is, Ref ref) {
        out.raw('[').text(is).raw(',');
        ref(out, ref);
        out.raw(']');
    }

    /// `[file, line]`; line 0 where the text is no `File.java:12`.
    private void place(JsonBytes out, String at) {
        var colon = at.lastIndexOf(':');
        var line = colon < 0 ? 0 : line(at, colon + 1);
        out.raw('[').number(files.index(line == 0 ? at : at.substring(0, colon)));
        out.raw(',').number(line).raw(']');
    }

    private static int line(String at, int start) {
        var line = 0;
        for (var i = start; i < at.length(); i++) {
            var c = at.charAt(i);
            if (c < '0' || c > '9' || line > 10_000_000 || c == '0' && i == start) return 0;
            line = 10 * line + c - '0';
        }
        return line;
    }

    /// The node alone where the whole of what it gives is meant.
    private void ref(JsonBytes out, Ref ref) {
        if (ref.path().isEmpty() && ref.type().equals(Kind.producedBy(ref.node(), plan))) {
            out.number(ref.node());
            return;
        }
        out.raw('[').number(ref.node()).raw(',').number(types.index(ref.type()));
        for (var name : ref.path()) out.raw(',').text(name);
        out.raw(']');
    }
}
