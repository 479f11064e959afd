package dev.towpath.cli;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.towpath.value.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/// Says in one sentence why a call of `step`, `each` or `batch` does not compile.
final class WiringCalls {
    private static final Set<String> VERBS = Set.of("step", "each", "batch", "get");
    private static final int MOST_VALUES = 7;

    private final Trees trees;
    private final Elements elements;
    private final Types types;

    /// @param what a sentence without a full stop
    record Sentence(String what, String advice) {}

    /// A value that the method gets.
    ///
    /// @param type null if it is not known, as its own line does not compile
    private record Given(@Nullable TypeMirror type, String text) {}

    WiringCalls(Trees trees, Elements elements, Types types) {
        this.trees = trees;
        this.elements = elements;
        this.types = types;
    }

    static boolean isWiring(MethodInvocationTree call) {
        var verb = verb(call);
        return VERBS.contains(verb) && call.getArguments().size() > (verb.equals("get") ? 0 : 1);
    }

    private static String verb(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree name -> name.getName().toString();
            default -> "";
        };
    }

    /// Why the call does not compile; null if its method and its values fit as far as can be seen.
    @Nullable
    Sentence explain(TreePath path) {
        var call = (MethodInvocationTree) path.getLeaf();
        var verb = verb(call);
        var arguments = call.getArguments();
        if (verb.equals("get")) return component(path, call);
        if (arguments.getFirst() instanceof MemberReferenceTree)
            return new Sentence(
                    "'" + verb + "' wants a name first, then the method",
                    "Give the step a name: " + verb + "(\"name\", …)");
        var values = new ArrayList<ExpressionTree>(arguments.subList(2, arguments.size()));
        if (verb.equals("batch")) {
            var size = values.isEmpty() ? null : type(path, values.getLast());
            if (size == null || size.getKind() != TypeKind.INT)
                return new Sentence("'batch' wants the size of a chunk as its last argument", "Add it: batch(…, 100)");
            values.removeLast();
        }
        var wrong = notAValue(path, verb, values);
        if (wrong != null) return wrong;
        var given = given(path, verb, values);
        if (given.size() > MOST_VALUES)
            return new Sentence(
                    "'" + verb + "' takes at most " + MOST_VALUES + " values, it was given " + given.size(),
                    "Put values that belong together into a record, made by a step of their own");
        return switch (arguments.get(1)) {
            case MemberReferenceTree method -> method(path, verb, method, given);
            case LambdaExpressionTree lambda -> lambda(lambda, given);
            default -> null;
        };
    }

    private @Nullable Sentence component(TreePath path, MethodInvocationTree call) {
        if (!(call.getArguments().getFirst() instanceof MemberReferenceTree reference)) return null;
        var owner = type(path, reference.getQualifierExpression());
        if (!(owner instanceof DeclaredType declared) || declared.getKind() == TypeKind.ERROR) return null;
        var name = reference.getName().toString();
        if (methods((TypeElement) declared.asElement(), name).isEmpty()) return missing(declared, name);
        var whole =
                call.getMethodSelect() instanceof MemberSelectTree select ? type(path, select.getExpression()) : null;
        var inner = whole == null ? null : valueOf(whole);
        if (inner == null || inner.getKind() == TypeKind.ERROR || isAssignable(inner, declared)) return null;
        return new Sentence(
                "'get' of a " + name(inner) + " is given " + name(declared) + "::" + name,
                "Name an accessor of " + name(inner) + ", or make the value a record in a step");
    }

    private @Nullable Sentence notAValue(TreePath path, String verb, List<ExpressionTree> values) {
        for (var i = 0; i < values.size(); i++) {
            var type = type(path, values.get(i));
            if (type == null || type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.NULL) continue;
            var inner = inner(path, values.get(i));
            if (inner == null)
                return new Sentence(
                        "'" + values.get(i) + "' is of type " + name(type) + ", and a step is given values only",
                        "Make it a component of the input, or write it into the method");
            if (i == 0 && !verb.equals("step") && elementOf(inner) == null && inner.getKind() != TypeKind.ERROR)
                return new Sentence(
                        "'" + verb + "' wants a list first, it was given a " + name(inner),
                        "Use 'step' for a single value, or give a value that is a List");
        }
        return null;
    }

    private List<Given> given(TreePath path, String verb, List<ExpressionTree> values) {
        var given = new ArrayList<Given>();
        for (var i = 0; i < values.size(); i++) {
            var inner = inner(path, values.get(i));
            if (i == 0 && verb.equals("each") && inner != null) inner = elementOf(inner);
            given.add(new Given(inner, inner == null ? "?" : name(inner)));
        }
        return given;
    }

    private @Nullable Sentence method(TreePath path, String verb, MemberReferenceTree reference, List<Given> given) {
        var owner = type(path, reference.getQualifierExpression());
        if (!(owner instanceof DeclaredType declared) || declared.getKind() == TypeKind.ERROR) return null;
        var name = reference.getName().toString();
        var methods = methods((TypeElement) declared.asElement(), name);
        if (methods.isEmpty()) return missing(declared, name);
        var fitting = methods.stream()
                .filter(method -> wanted(method, declared).size() == given.size())
                .toList();
        var shown = fitting.isEmpty() ? methods : fitting;
        var called = name.equals("<init>") || name.equals("new") ? "new " + name(declared) : name;
        var accepting = shown.stream()
                .filter(method -> accepts(method, declared, given))
                .toList();
        if (accepting.size() == 1 && fitting.contains(accepting.getFirst()))
            return result(verb, called, accepting.getFirst());
        if (!accepting.isEmpty()) return null;
        var wants = shown.stream()
                .map(method -> list(wanted(method, declared)))
                .distinct()
                .collect(Collectors.joining(" or "));
        var was = given.stream().map(Given::text).collect(Collectors.joining(", ", "(", ")"));
        return new Sentence(
                "'" + called + "' wants " + wants + ", it was given " + was, advice(shown, declared, given));
    }

    private String advice(List<ExecutableElement> methods, DeclaredType owner, List<Given> given) {
        var first = wanted(methods.getFirst(), owner);
        var wantsAttempt = !first.isEmpty() && isAttempt(first.getLast());
        if (wantsAttempt && first.size() == given.size() + 1) return "Add p.attempt() as the last value";
        if (first.size() != given.size()) return "Wire as many values as the method has parameters, in their order";
        var sorted = given.stream().map(Given::text).sorted().toList();
        if (sorted.equals(
                first.stream().map(this::name).map(WiringCalls::boxed).sorted().toList()))
            return "Wire the values in the order of the parameters";
        return "Change the method's parameter, or put a step in between that makes the right type";
    }

    private @Nullable Sentence result(String verb, String called, ExecutableElement method) {
        if (method.getReturnType().getKind() == TypeKind.VOID && method.getKind() != ElementKind.CONSTRUCTOR)
            return new Sentence(
                    "'" + called + "' returns nothing, and a step has to give a value",
                    "Return what the step has made");
        if (verb.equals("batch") && elementOf(method.getReturnType()) == null)
            return new Sentence(
                    "'" + called + "' returns " + name(method.getReturnType())
                            + ", and the method of a batch has to return a List",
                    "Return a list with the results of the chunk, or use 'each' for a method of one element");
        return null;
    }

    private @Nullable Sentence lambda(LambdaExpressionTree lambda, List<Given> given) {
        var wanted = lambda.getParameters().size();
        if (wanted == given.size()) return null;
        return new Sentence(
                "the lambda wants " + values(wanted) + ", it was given " + values(given.size()),
                "Wire as many values as the lambda has parameters, in their order");
    }

    private static String values(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    private Sentence missing(DeclaredType owner, String name) {
        var known = elements.getAllMembers((TypeElement) owner.asElement()).stream()
                .filter(member -> member.getKind() == ElementKind.METHOD)
                .filter(member -> !"java.lang.Object".equals(String.valueOf(member.getEnclosingElement())))
                .map(member -> member.getSimpleName().toString())
                .filter(other -> !other.startsWith("lambda$"))
                .distinct()
                .toList();
        var near = Nearest.of(name, known);
        return new Sentence(
                name(owner) + " has no method '" + name + "'",
                near.isEmpty() ? "Write the method, or name another one" : "Did you mean '" + near.get() + "'?");
    }

    private List<ExecutableElement> methods(TypeElement owner, String name) {
        var constructor = name.equals("<init>") || name.equals("new");
        Stream<? extends Element> members =
                constructor ? owner.getEnclosedElements().stream() : elements.getAllMembers(owner).stream();
        return members.filter(
                        member -> member.getKind() == (constructor ? ElementKind.CONSTRUCTOR : ElementKind.METHOD))
                .filter(member -> constructor || member.getSimpleName().contentEquals(name))
                .map(ExecutableElement.class::cast)
                .toList();
    }

    /// The types of all values that a method takes, the receiver first.
    private List<TypeMirror> wanted(ExecutableElement method, DeclaredType owner) {
        var wanted = new ArrayList<TypeMirror>();
        if (method.getKind() == ElementKind.METHOD && !method.getModifiers().contains(Modifier.STATIC))
            wanted.add(owner);
        for (VariableElement parameter : method.getParameters()) wanted.add(parameter.asType());
        return wanted;
    }

    private boolean accepts(ExecutableElement method, DeclaredType owner, List<Given> given) {
        var wanted = wanted(method, owner);
        if (wanted.size() != given.size()) return false;
        for (var i = 0; i < wanted.size(); i++) {
            var type = given.get(i).type();
            if (type == null || type.getKind() == TypeKind.ERROR) continue;
            if (!isAssignable(type, wanted.get(i))) return false;
        }
        return true;
    }

    private boolean isAssignable(TypeMirror given, TypeMirror wanted) {
        return wanted.getKind() == TypeKind.TYPEVAR
                || types.isAssignable(given, wanted)
                || hasVariable(wanted) && types.isAssignable(types.erasure(given), types.erasure(wanted));
    }

    private static boolean hasVariable(TypeMirror type) {
        return switch (type) {
            case DeclaredType declared -> declared.getTypeArguments().stream().anyMatch(WiringCalls::hasVariable);
            case ArrayType array -> hasVariable(array.getComponentType());
            case WildcardType wildcard -> wildcard.getExtendsBound() != null && hasVariable(wildcard.getExtendsBound());
            default -> type.getKind() == TypeKind.TYPEVAR;
        };
    }

    private @Nullable TypeMirror type(TreePath call, ExpressionTree tree) {
        return trees.getTypeMirror(new TreePath(call, tree));
    }

    /// What a value is of; where inference has failed, what the method or accessor behind it returns.
    private @Nullable TypeMirror inner(TreePath path, ExpressionTree value) {
        var type = type(path, value);
        var inner = type == null ? null : valueOf(type);
        if (inner != null && !hasVariable(inner)) return inner;
        if (!(value instanceof MethodInvocationTree call) || !isWiring(call)) return inner;
        var arguments = call.getArguments();
        var verb = verb(call);
        if (!(arguments.get(verb.equals("get") ? 0 : 1) instanceof MemberReferenceTree reference)) return inner;
        var owner = type(path, reference.getQualifierExpression());
        if (!(owner instanceof DeclaredType declared) || declared.getKind() == TypeKind.ERROR) return inner;
        var methods =
                methods((TypeElement) declared.asElement(), reference.getName().toString());
        if (methods.size() != 1 || hasVariable(methods.getFirst().getReturnType())) return inner;
        var result = boxed(methods.getFirst().getReturnType());
        return verb.equals("each") ? types.getDeclaredType(elements.getTypeElement("java.util.List"), result) : result;
    }

    private TypeMirror boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? types.boxedClass((PrimitiveType) type).asType()
                : type;
    }

    /// `T` of `Value<T>`; null if the type is none.
    private @Nullable TypeMirror valueOf(TypeMirror type) {
        return argument(type, "dev.towpath.Value");
    }

    /// The type of a list's elements; null if the type is no list.
    private @Nullable TypeMirror elementOf(TypeMirror type) {
        return argument(type, "java.util.List");
    }

    private @Nullable TypeMirror argument(TypeMirror type, String wanted) {
        if (!(type instanceof DeclaredType declared) || type.getKind() == TypeKind.ERROR) return null;
        if (((TypeElement) declared.asElement()).getQualifiedName().contentEquals(wanted))
            return declared.getTypeArguments().isEmpty()
                    ? null
                    : bound(declared.getTypeArguments().getFirst());
        for (var above : types.directSupertypes(type)) {
            var found = argument(above, wanted);
            if (found != null) return found;
        }
        return null;
    }

    private TypeMirror bound(TypeMirror type) {
        return switch (type) {
            case WildcardType w when w.getExtendsBound() != null -> w.getExtendsBound();
            case TypeVariable v
            when v.getUpperBound() != null && v.toString().startsWith("capture") -> v.getUpperBound();
            default -> type;
        };
    }

    private boolean isAttempt(TypeMirror type) {
        return type.toString().equals("dev.towpath.Attempt");
    }

    private String list(List<TypeMirror> types) {
        return types.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private String name(TypeMirror type) {
        return CompilerMessages.simple(type.toString());
    }

    private static String boxed(String name) {
        return switch (name) {
            case "int" -> "Integer";
            case "char" -> "Character";
            case "long", "double", "float", "short", "byte", "boolean" ->
                Character.toUpperCase(name.charAt(0)) + name.substring(1);
            default -> name;
        };
    }
}
