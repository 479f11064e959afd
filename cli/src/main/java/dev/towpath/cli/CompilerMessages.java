package dev.towpath.cli;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.towpath.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/// Makes problems of at most six lines from the compiler's messages, which list every overload of `step`.
///
/// Where the error is in the wiring of a step, one plain sentence says what its method wants and what it was given.
final class CompilerMessages {
    static final String CODE = "does-not-compile";

    private static final int MOST_PROBLEMS = 20;
    private static final int MOST_DETAILS = 3;
    private static final int WIDEST = 160;
    private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[A-Za-z_][A-Za-z0-9_]*\\.)+(?=[A-Z])");

    private final String fileName;
    private final List<String> lines;
    private final List<CompilationUnitTree> units;
    private final Trees trees;
    private final WiringCalls wiring;

    CompilerMessages(String fileName, String source, JavacTask task, List<CompilationUnitTree> units) {
        this.fileName = fileName;
        this.lines = source.lines().toList();
        this.units = units;
        this.trees = Trees.instance(task);
        this.wiring = new WiringCalls(trees, task.getElements(), task.getTypes());
    }

    /// One problem for each error, in the order of the file, at most [#MOST_PROBLEMS].
    List<Problem> problems(List<? extends Diagnostic<? extends JavaFileObject>> diagnostics) {
        return diagnostics.stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .sorted((a, b) -> Long.compare(a.getPosition(), b.getPosition()))
                .limit(MOST_PROBLEMS)
                .map(this::problem)
                .toList();
    }

    private Problem problem(Diagnostic<? extends JavaFileObject> error) {
        var at = error.getLineNumber() > 0 ? fileName + ":" + error.getLineNumber() : fileName;
        var call = wiringCall(error);
        var sentence = call == null ? null : wiring.explain(call);
        if (sentence == null) sentence = PlainWords.of(simple(error.getMessage(Locale.ENGLISH)));
        var what = sentence == null ? shortened(error) : sentence.what();
        return new Problem(CODE, what + excerpt(error), at, null, sentence == null ? "" : sentence.advice());
    }

    /// The innermost call of `step`, `each` or `batch` that the error is about: it begins where the error does, or the
    /// error is one of its arguments.
    private @Nullable TreePath wiringCall(Diagnostic<?> error) {
        if (error.getPosition() == Diagnostic.NOPOS) return null;
        var positions = trees.getSourcePositions();
        for (var unit : units) {
            var finder = new CallFinder(unit, positions, error.getPosition());
            finder.scan(unit, null);
            if (finder.found != null) return finder.found;
        }
        return null;
    }

    private static final class CallFinder extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final long position;
        private @Nullable TreePath found;

        CallFinder(CompilationUnitTree unit, SourcePositions positions, long position) {
            this.unit = unit;
            this.positions = positions;
            this.position = position;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            var start = positions.getStartPosition(unit, call);
            var end = positions.getEndPosition(unit, call);
            if (start <= position && position < end && WiringCalls.isWiring(call) && !isDeeper(call))
                found = getCurrentPath();
            return super.visitMethodInvocation(call, null);
        }

        /// Whether the error is inside the body of a lambda that the call is given.
        private boolean isDeeper(MethodInvocationTree call) {
            for (var argument : call.getArguments())
                if (argument instanceof com.sun.source.tree.LambdaExpressionTree lambda
                        && positions.getStartPosition(unit, lambda.getBody()) <= position
                        && position < positions.getEndPosition(unit, lambda.getBody())) return true;
            return false;
        }
    }

    /// The compiler's own words without packages, overloads and type variables.
    private static String shortened(Diagnostic<?> error) {
        var all = error.getMessage(Locale.ENGLISH)
                .lines()
                .map(CompilerMessages::readable)
                .toList();
        var kept = new ArrayList<String>();
        kept.add(all.getFirst().strip());
        for (var line : all.subList(1, all.size())) {
            if (line.strip().startsWith("where ") || kept.size() > MOST_DETAILS) break;
            kept.add("  " + line.strip());
        }
        return String.join("\n", kept);
    }

    private static String readable(String line) {
        var text = simple(line);
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    /// Type names without packages and enclosing classes.
    static String simple(String text) {
        return QUALIFIER.matcher(text).replaceAll("");
    }

    /// The line and a caret below the place.
    private String excerpt(Diagnostic<?> error) {
        var number = (int) error.getLineNumber();
        if (number < 1 || number > lines.size()) return "";
        var line = lines.get(number - 1);
        var column = (int) Math.max(0, Math.min(error.getColumnNumber() - 1, line.length()));
        var indent = line.length() - line.stripLeading().length();
        // javac counts a tab as up to eight columns; the position inside the line is what is meant here.
        if (line.indexOf('\t') >= 0) column = indent;
        var caret = " ".repeat(Math.max(0, column - indent)) + "^";
        return "\n  " + line.strip() + "\n  " + caret;
    }
}
