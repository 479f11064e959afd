package dev.towpath.plan;

import dev.towpath.Digest;
import java.util.List;
import java.util.Map;

/// A compiled pipeline: an immutable graph. Everything downstream of the definition works on it, without user code.
///
/// @param name the pipeline's name
/// @param description one sentence or more; empty if there is none
/// @param tags words for finding it
/// @param project the project it belongs to; empty if there is none
/// @param input the input record
/// @param nodes the nodes in the order of wiring, which is not always an order of execution; a [Ref] names a node by
///     its index in this list
/// @param output what the run results in
/// @param shared reasons given by [dev.towpath.Shared], by `Class.field`
/// @param schemas JSON Schemas, as JSON texts, of the input and of all that nodes give, by type
public record Plan(
        String name,
        String description,
        List<String> tags,
        String project,
        Input input,
        List<Node> nodes,
        Ref output,
        Map<String, String> shared,
        Map<String, String> schemas) {
    /// The version of the JSON form that [PlanJson] writes.
    public static final int FORMAT = 1;

    public Plan {
        tags = List.copyOf(tags);
        nodes = List.copyOf(nodes);
        shared = Map.copyOf(shared);
        schemas = Map.copyOf(schemas);
    }

    /// The same with other words for people.
    public Plan with(String description, List<String> tags, String project) {
        return new Plan(name, description, tags, project, input, nodes, output, shared, schemas);
    }

    /// The digest of the plan's JSON form, under which it is stored.
    public Digest digest() {
        return Digest.of(PlanJson.write(this));
    }
}
