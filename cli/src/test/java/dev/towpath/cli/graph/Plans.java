package dev.towpath.cli.graph;

import dev.towpath.Digest;
import dev.towpath.code.MethodRef;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Input;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plans written by hand.
public final class Plans {
    private final List<Node> nodes = new ArrayList<>();
    private List<Guard> guards = List.of();
    private List<Integer> after = List.of();

    /// Steps in a row with a mapped and a chunked one.
    public static Plan census() {
        var p = new Plans();
        var list = p.step("list", input("sources"));
        var count = p.each("count", p.whole(list), input("sources"));
        var subtotal = p.batch("subtotal", 1000, p.whole(count));
        var reduce = p.step("reduce", p.whole(subtotal));
        var report = p.step("report", p.whole(reduce), input("sources"), input("top"));
        return p.plan("code-census", report);
    }

    /// A diamond, a branch, an order without data, a called pipeline and runs of others.
    public static Plan everything() {
        var p = new Plans();
        var detect = p.step("detect", input("photo"));
        var crop = p.each("crop", p.part(detect, "boxes"), input("photo"));
        var blur = p.step("blur", p.part(detect, "overlay"));
        var warm = p.step("warm-up");
        p.after = List.of(warm);
        var montage = p.step("montage", p.whole(crop), p.whole(blur));
        p.after = List.of();
        p.guards = List.of(new Guard(p.part(montage, "large"), "true"));
        var shrink = p.step("shrink", p.part(montage, "picture"));
        p.guards = List.of(new Guard(p.part(montage, "large"), "false"));
        var keep = p.step("keep", p.part(montage, "picture"));
        p.guards = List.of();
        var chosen = p.choice("sized", p.part(montage, "large"), shrink, keep);
        var read = p.step("publish/read", p.whole(chosen));
        var send = p.step("publish/send", p.whole(read), p.part(detect, "boxes"));
        p.nodes.add(new Node.Expand(p.frame("tiles"), p.whole(send), List.of(census()), Policies.DEFAULT));
        return p.plan("select-cats", p.nodes.size() - 1);
    }

    /// A single step.
    public static Plan one() {
        var p = new Plans();
        return p.plan("hello", p.step("greet", input("name")));
    }

    /// Two long ways side by side that cross each other.
    public static Plan crossing() {
        var p = new Plans();
        var a = p.step("a", input("x"));
        var b = p.step("b", input("x"));
        var c = p.step("c", p.whole(b));
        var d = p.step("d", p.whole(a));
        var e = p.step("e", p.whole(a), p.whole(c), p.whole(d));
        return p.plan("crossing", p.step("f", p.whole(b), p.whole(e)));
    }

    public int step(String name, Ref... inputs) {
        return add(new Node.Step(frame(name), code(name), List.of(inputs), Policies.DEFAULT));
    }

    public int each(String name, Ref... inputs) {
        return add(new Node.Each(frame(name), code(name), List.of(inputs), Policies.DEFAULT));
    }

    public int batch(String name, int size, Ref... inputs) {
        return add(new Node.Batch(frame(name), code(name), List.of(inputs), size, Policies.DEFAULT));
    }

    int choice(String name, Ref on, int then, int otherwise) {
        var branches = List.of(new Node.Branch("true", whole(then)), new Node.Branch("false", whole(otherwise)));
        return add(new Node.Choice(frame(name), on, branches, false));
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    private Node.Frame frame(String name) {
        return new Node.Frame(name, "java.lang.String", guards, after, "P.java:" + (10 + nodes.size()));
    }

    private static Node.Code code(String name) {
        var method = name.substring(name.indexOf('/') + 1).replace("-", "");
        return new Node.Code(
                new MethodRef(MethodRef.Kind.STATIC, "pipes.SelectCats", method, "()V"),
                Digest.of(name),
                List.of(),
                "");
    }

    public static Ref input(String component) {
        return new Ref(Ref.INPUT, List.of(component), "java.lang.String");
    }

    public Ref whole(int node) {
        return new Ref(node, List.of(), "java.lang.String");
    }

    Ref part(int node, String component) {
        return new Ref(node, List.of(component), "java.lang.String");
    }

    public Plan plan(String name, int output) {
        var component = new Input.Component("photo", "dev.towpath.FileRef", "Photo to search", null, null, null);
        return new Plan(
                name,
                "",
                List.of(),
                "",
                new Input("pipes.SelectCats$Input", List.of(component)),
                nodes,
                whole(output),
                Map.of(),
                Map.of());
    }
}
