package dev.towpath.checks;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One layout for all Java sources. As a program it rewrites the files that differ, as a check it names them.
///
/// Texts that were found well formatted are remembered by digest, so that only changed files cost time.
public final class Format {
    private static final Pattern UNNAMED = Pattern.compile("[(,]\\s*_\\s*[,)]");
    private static final String CANNOT = "cannot format ";
    /// Sources among the resources are data of tests: some do not compile, and the lines of all count.
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "resources");

    private final Path root;
    private final Path seenFile;
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    Format(Path root, Path seenFile) {
        this.root = root;
        this.seenFile = seenFile;
    }

    /// `Format <root> <file of known digests> [file…]`: rewrites what is not formatted, or only these files.
    static void main(String[] args) throws IOException {
        var format = new Format(Path.of(args[0]), Path.of(args[1]));
        var only = new ArrayList<Path>();
        for (var i = 2; i < args.length; i++) only.add(Path.of(args[i]));
        var result = format.visit(only.isEmpty() ? format.sources() : only, true);
        result.forEach(System.out::println);
        if (result.stream().anyMatch(line -> line.startsWith(CANNOT))) System.exit(1);
    }

    /// The files that are not formatted, or that do not parse, as lines for a reader.
    List<String> problems() throws IOException {
        return visit(sources(), false);
    }

    private List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        collect(root, found);
        return found;
    }

    private static void collect(Path folder, List<Path> found) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.startsWith(".") || SKIPPED.contains(name)) continue;
                if (Files.isDirectory(entry)) collect(entry, found);
                else if (name.endsWith(".java")) found.add(entry);
            }
        }
    }

    private List<String> visit(List<Path> files, boolean rewrite) throws IOException {
        var known = Files.exists(seenFile) ? new HashSet<>(Files.readAllLines(seenFile)) : new HashSet<String>();
        var good = ConcurrentHashMap.<String>newKeySet();
        var lines = ConcurrentHashMap.<String>newKeySet();
        files.parallelStream().forEach(file -> one(file, rewrite, known, good, lines));
        Files.createDirectories(seenFile.toAbsolutePath().getParent());
        Files.write(seenFile, new TreeSet<>(good));
        return List.copyOf(new TreeSet<>(lines));
    }

    private void one(Path file, boolean rewrite, Set<String> known, Set<String> good, Set<String> lines) {
        try {
            var source = Files.readString(file);
            var digest = digest(source);
            if (!known.contains(digest)) {
                var wanted = narrow(formatter.formatSourceAndFixImports(widen(source)));
                if (!wanted.equals(source)) {
                    lines.add(String.valueOf(root.relativize(file.toAbsolutePath())));
                    if (!rewrite) return;
                    Files.writeString(file, wanted);
                    digest = digest(wanted);
                }
            }
            good.add(digest);
        } catch (FormatterException e) {
            lines.add(CANNOT + file + ": " + e.getMessage().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes `_` in record patterns as `var _`, which means the same and which the formatter can parse.
    private static String widen(String source) {
        return UNNAMED.matcher(source).find() ? replace(source, Tree.Kind.ANY_PATTERN, "var _") : source;
    }

    private static String narrow(String source) {
        return source.contains("var _") ? replace(source, Tree.Kind.BINDING_PATTERN, "_") : source;
    }

    /// Replaces the unnamed parts of this kind that stand directly in record patterns, last one first.
    private static String replace(String source, Tree.Kind kind, String by) {
        var unit = parse(source);
        var positions = Trees.instance(unit.task()).getSourcePositions();
        var text = new StringBuilder(source);
        var spans = new TreeMap<Integer, Integer>(Comparator.reverseOrder());
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitDeconstructionPattern(DeconstructionPatternTree tree, Void unused) {
                for (var part : tree.getNestedPatterns()) {
                    if (part.getKind() != kind) continue;
                    var start = (int) positions.getStartPosition(unit.tree(), part);
                    var end = (int) positions.getEndPosition(unit.tree(), part);
                    // javac places `_` at the token after it, and gives it no end.
                    if (kind == Tree.Kind.ANY_PATTERN) end = 1 + (start = source.lastIndexOf('_', start));
                    var words = source.substring(start, end);
                    if (words.equals("_") || words.equals("var _")) spans.put(start, end);
                }
                return super.visitDeconstructionPattern(tree, null);
            }
        }.scan(unit.tree(), null);
        spans.forEach((start, end) -> text.replace(start, end, by));
        return text.toString();
    }

    private record Unit(JavacTask task, CompilationUnitTree tree) {}

    private static Unit parse(String source) {
        var file = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of(), null, List.of(file));
        try {
            return new Unit(task, task.parse().iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
