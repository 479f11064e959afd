package dev.towpath.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that nodes wired by one line in a loop have in common; the table of these keeps large plans small.
///
/// @param word `step`, `each`, `batch`, `choice` or `expand`
/// @param code null for a node without code
/// @param size of the chunks of a batch; 0 for others
/// @param policies null for a node without any
@SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a quick look that may say no
record Kind(
        String word,
        String type,
        String at,
        List<Guard> guards,
        Node.@Nullable Code code,
        int size,
        boolean optional,
        @Nullable Policies policies) {
    static final String ATTEMPT = "dev.towpath.Attempt";

    static Kind of(Node node) {
        return switch (node) {
            case Node.Step step -> work("step", step, 0);
            case Node.Each each -> work("each", each, 0);
            case Node.Batch batch -> work("batch", batch, batch.size());
            case Node.Choice choice -> of("choice", node.frame(), null, 0, choice.optional(), null);
            case Node.Expand expand -> of("expand", node.frame(), null, 0, false, expand.policies());
        };
    }

    /// Whether a node surely has these parts: they are the very same objects.
    boolean isOf(Node node) {
        var frame = node.frame();
        return node instanceof Node.Step step
                && word.equals("step")
                && step.code() == code
                && step.policies() == policies
                && frame.type() == type
                && frame.at() == at
                && frame.guards() == guards;
    }

    /// The type of what a node gives as a whole.
    static String producedBy(int node, Plan plan) {
        return switch (node) {
            case Ref.INPUT -> plan.input().type();
            case Ref.ATTEMPT -> ATTEMPT;
            default -> plan.nodes().get(node).type();
        };
    }

    private static Kind work(String word, Node.Work node, int size) {
        return of(word, node.frame(), node.code(), size, false, node.policies());
    }

    private static Kind of(
            String word,
            Node.Frame frame,
            Node.@Nullable Code code,
            int size,
            boolean optional,
            @Nullable Policies policies) {
        return new Kind(word, frame.type(), frame.at(), frame.guards(), code, size, optional, policies);
    }
}
