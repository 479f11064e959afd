package dev.towpath.checks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The files under version control, and the Java ones among them as syntax trees. Read once for all checks.
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("towpath.root")).toAbsolutePath();
    static final Checkout IT = new Checkout();

    private static final Set<String> BINARY =
            Set.of("png", "jpg", "tif", "tiff", "gif", "ico", "jar", "zip", "gz", "aot");

    private final List<Path> files = tracked();
    private final List<Source> sources = parse(files);

    /// Paths relative to the root, with `/`.
    List<String> textFiles() {
        return files.stream()
                .filter(file -> !BINARY.contains(extension(file)))
                .map(Checkout::name)
                .toList();
    }

    List<Source> sources() {
        return sources;
    }

    Stream<Source> main() {
        return sources.stream().filter(source -> source.kind() == Source.Kind.MAIN);
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static String text(String name) {
        try {
            return new String(Files.readAllBytes(ROOT.resolve(name)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// Also files that are new and not yet added; without git, all but hidden and built ones.
    private static List<Path> tracked() {
        try {
            var git = new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard")
                    .directory(ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return names.lines()
                        .map(ROOT::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
            }
        } catch (IOException e) {
            // no git on this machine: walk
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while git listed the files", e);
        }
        return walked();
    }

    private static List<Path> walked() {
        try (var all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !("/" + name(file)).matches(".*/(\\.[^/]*|target)/.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> parse(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var java = files.stream().filter(file -> extension(file).equals("java")).toList();
        if (java.isEmpty()) return List.of();
        var task = (JavacTask) compiler.getTask(
                null, manager, _ -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(java));
        var trees = DocTrees.instance(task);
        var sources = new ArrayList<Source>();
        try {
            for (CompilationUnitTree tree : task.parse()) sources.add(Source.of(tree, trees));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(sources);
    }
}
