package dev.towpath.cli;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.towpath.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Compiles one source file in memory.
final class SourceCompiler {
    /// The language that pipelines are written in.
    private static final int RELEASE = 25;

    private final List<Path> classPath;

    /// @param classPath jars and folders: Towpath's own and what the pipeline uses besides
    SourceCompiler(List<Path> classPath) {
        this.classPath = List.copyOf(classPath);
    }

    /// What became of a source file.
    sealed interface Outcome {
        /// It compiles.
        ///
        /// @param classes class files by binary name with dots
        record Compiled(SortedMap<String, byte[]> classes) implements Outcome {}

        /// It does not.
        ///
        /// @param problems at least one, in the order of the file; all have the code `does-not-compile`
        record Refused(List<Problem> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Compiles a file.
    ///
    /// @param fileName as places in it shall be named, without folders
    /// @param source the whole text
    Outcome compile(String fileName, String source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) return noCompiler(fileName);
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var files = new Memory(standardFiles(compiler, found))) {
            var unit = new Source(fileName, source);
            var task = (JavacTask) compiler.getTask(null, files, found, options(), null, List.of(unit));
            var units = new ArrayList<CompilationUnitTree>();
            for (var parsed : task.parse()) units.add(parsed);
            task.analyze();
            if (!hasErrors(found)) task.generate();
            if (hasErrors(found))
                return new Outcome.Refused(
                        new CompilerMessages(fileName, source, task, units).problems(found.getDiagnostics()));
            return new Outcome.Compiled(files.classes());
        }
    }

    private static boolean hasErrors(DiagnosticCollector<JavaFileObject> found) {
        return found.getDiagnostics().stream().anyMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
    }

    private StandardJavaFileManager standardFiles(JavaCompiler compiler, DiagnosticCollector<JavaFileObject> found)
            throws IOException {
        var files = compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
        return files;
    }

    /// On the same release javac reads the classes of the JDK it runs on, which is quicker than `--release`.
    private static List<String> options() {
        var options =
                new ArrayList<>(List.of("-g", "-parameters", "-proc:none", "-implicit:none", "-Xlint:none", "-nowarn"));
        if (Runtime.version().feature() != RELEASE) options.addAll(List.of("--release", Integer.toString(RELEASE)));
        return options;
    }

    private static Outcome noCompiler(String fileName) {
        return new Outcome.Refused(List.of(new Problem(
                CompilerMessages.CODE,
                fileName + " can not be compiled, as this Java has no compiler",
                fileName,
                null,
                "Use a JDK, not a runtime without tools")));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String fileName, String text) {
            super(URI.create("memory:///" + fileName.replaceAll("[^A-Za-z0-9_$.]", "_")), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// Keeps class files in memory.
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final SortedMap<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        SortedMap<String, byte[]> classes() {
            var classes = new TreeMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        @Override
        public void close() {
            try {
                super.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
