package dev.towpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.code.Bundle;
import dev.towpath.code.BundleLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A folder of files with a pipeline each, compiled at once. What is expected stands in a file's first line, after
/// `// expect: `.
final class DefinitionFiles {
    private static final String EXPECT = "// expect: ";

    private final BundleLoader loader;
    private final Map<String, String> sources = new TreeMap<>();

    private DefinitionFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList())
                sources.put(file.getFileName().toString(), Files.readString(file));
        }
        var bundle = Bundle.builder().classes(compile()).build();
        loader = BundleLoader.of(bundle, DefinitionFiles.class.getClassLoader());
    }

    /// @param folder below the test resources
    static DefinitionFiles in(String folder) throws IOException {
        return new DefinitionFiles(Path.of("src", "test", "resources", folder));
    }

    /// The names of the classes, which are those of the files.
    List<String> names() {
        return sources.keySet().stream()
                .map(file -> file.substring(0, file.length() - ".java".length()))
                .toList();
    }

    String expected(String name) {
        var first = sources.get(name + ".java").lines().findFirst().orElseThrow();
        assertThat(first).startsWith(EXPECT);
        return first.substring(EXPECT.length());
    }

    /// Defines the pipeline of a file.
    Pipeline<?, ?> define(String name) {
        try {
            var method = Class.forName(name, true, loader).getMethod("pipeline");
            return (Pipeline<?, ?>) method.invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> compile() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var files = new Memory(compiler.getStandardFileManager(problems, null, null));
        var units = sources.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        var compiled = compiler.getTask(null, files, problems, List.of("-g", "-parameters", "-proc:none"), null, units)
                .call();
        assertThat(compiled).as("%s", problems.getDiagnostics()).isTrue();
        var classes = new TreeMap<String, byte[]>();
        files.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String fileName, String text) {
            super(URI.create("memory:///" + fileName), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
