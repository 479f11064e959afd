package dev.towpath.engine;

import dev.towpath.code.StepCode;
import dev.towpath.code.UserCode;
import dev.towpath.code.UserCodes;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import dev.towpath.value.Codec;
import dev.towpath.value.Codecs;
import dev.towpath.value.TypeNames;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A plan with its code and codecs, looked up when a step first needs them, by the thread that executes it. One for
/// all runs of a plan in this process.
final class LoadedPlan {
    /// What calls a node's method and translates for it.
    ///
    /// @param method takes all arguments as one array
    /// @param inputs null for the attempt itself
    /// @param output of one call: for a mapped step what one unit gives
    record Call(MethodHandle method, List<@Nullable Codec> inputs, Codec output) {
        @Nullable
        Object invoke(@Nullable Object[] arguments) throws Throwable {
            return (@Nullable Object) method.invokeExact(arguments);
        }

        Codec input(int index) {
            var codec = inputs.get(index);
            if (codec == null) throw new IllegalStateException("input " + index + " is the attempt");
            return codec;
        }
    }

    private final Plan plan;
    private final ClassLoader loader;
    private final Codecs codecs = new Codecs();
    private final AtomicReferenceArray<@Nullable Call> calls;

    LoadedPlan(Plan plan, ClassLoader loader) {
        this.plan = plan;
        this.loader = loader;
        this.calls = new AtomicReferenceArray<>(plan.nodes().size());
    }

    Plan plan() {
        return plan;
    }

    /// How the argument for an input of a node is decoded.
    InputValue.Shape shape(int node, int input) {
        return new InputValue.Shape(this, node, input);
    }

    /// Loads the bundle's classes.
    ClassLoader loader() {
        return loader;
    }

    /// The classes of the pipeline's author, for places in stack traces.
    UserCode userCode(int node) throws ClassNotFoundException {
        return UserCodes.of(Class.forName(work(node).code().method().owner(), false, loader));
    }

    /// How a node that executes code is called.
    ///
    /// @throws ReflectiveOperationException if its class or method is not there
    Call call(int node) throws ReflectiveOperationException {
        var call = calls.get(node);
        if (call == null) {
            call = link((Node.Work) plan.nodes().get(node));
            calls.set(node, call);
        }
        return call;
    }

    /// Which artifacts the output of a node makes.
    Naming naming(int node) {
        return Naming.of(plan.nodes().get(node).type(), loader);
    }

    /// The node that executes code.
    Node.Work work(int node) {
        return (Node.Work) plan.nodes().get(node);
    }

    private Call link(Node.Work node) throws ReflectiveOperationException {
        var method = StepCode.load(node.code().method(), loader);
        var inputs = new ArrayList<@Nullable Codec>();
        for (var ref : node.reads())
            inputs.add(ref.node() == Ref.ATTEMPT ? null : codecs.codec(argument(node, inputs.size(), ref)));
        var type = TypeNames.parse(node.type(), loader);
        return new Call(method, inputs, codecs.codec(node instanceof Node.Each ? element(type) : type));
    }

    private Type argument(Node.Work node, int index, Ref ref) {
        var type = TypeNames.parse(ref.type(), loader);
        return node instanceof Node.Each && index == 0 ? element(type) : type;
    }

    private static Type element(Type list) {
        if (list instanceof ParameterizedType type && type.getActualTypeArguments().length == 1)
            return type.getActualTypeArguments()[0];
        throw new IllegalStateException("a mapped step takes and gives lists, not " + list);
    }
}
