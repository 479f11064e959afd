package dev.towpath.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One Java file: its text, its syntax tree and where it belongs.
record Source(String name, String module, Kind kind, CompilationUnitTree tree, DocTrees trees) {
    enum Kind {
        MAIN,
        TEST,
        LOOSE
    }

    /// A method or constructor with its place. `type` is the nearest enclosing type.
    record Method(ClassTree type, MethodTree tree, TreePath path) {}

    static Source of(CompilationUnitTree tree, DocTrees trees) {
        var name = Checkout.name(Path.of(tree.getSourceFile().toUri()));
        var kind = name.contains("/src/main/") ? Kind.MAIN : name.contains("/src/test/") ? Kind.TEST : Kind.LOOSE;
        var module = kind == Kind.LOOSE ? "" : name.substring(0, name.indexOf("/src/"));
        return new Source(name, module, kind, tree, trees);
    }

    String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    List<String> lines() {
        return Checkout.text(name).lines().toList();
    }

    /// Lines with something on them that is not only a comment.
    long codeLines() {
        var inComment = false;
        var count = 0L;
        for (var line : lines()) {
            var text = line.strip();
            if (inComment) {
                inComment = !text.contains("*/");
            } else if (text.startsWith("/*")) {
                inComment = !text.contains("*/");
            } else if (!text.isEmpty() && !text.startsWith("//")) {
                count++;
            }
        }
        return count;
    }

    List<ClassTree> topLevelTypes() {
        return tree.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
    }

    /// All methods that are written in the source, also those of nested, local and anonymous types.
    List<Method> methods() {
        var found = new ArrayList<Method>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                var type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
                if (startOf(method) >= 0) found.add(new Method(type, method, getCurrentPath()));
                return super.visitMethod(method, null);
            }
        }.scan(tree, null);
        return found;
    }

    boolean isDocumented(TreePath path) {
        return trees.getDocComment(path) != null;
    }

    TreePath pathOf(Tree part) {
        return TreePath.getPath(tree, part);
    }

    long lineOf(Tree part) {
        return tree.getLineMap().getLineNumber(Math.max(0, startOf(part)));
    }

    long linesOf(Tree part) {
        var end = trees.getSourcePositions().getEndPosition(tree, part);
        return tree.getLineMap().getLineNumber(end) - lineOf(part) + 1;
    }

    private long startOf(Tree part) {
        return trees.getSourcePositions().getStartPosition(tree, part);
    }

    String at(Tree part) {
        return name + ":" + lineOf(part);
    }
}
