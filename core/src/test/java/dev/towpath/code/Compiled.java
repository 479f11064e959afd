package dev.towpath.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources compiled in memory, as a test's user code.
///
/// @param loader has the classes
record Compiled(BundleLoader loader) {
    /// @param sources texts by file name
    static Compiled of(Map<String, String> sources) {
        try {
            var bundle = Bundle.builder().classes(compile(sources));
            sources.forEach(bundle::source);
            return new Compiled(BundleLoader.of(bundle.build(), Compiled.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Compiled of(String fileName, String source) {
        return of(Map.of(fileName, source));
    }

    static Map<String, byte[]> compile(Map<String, String> sources) {
        return compile(sources, List.of());
    }

    static Map<String, byte[]> compile(Map<String, String> sources, List<String> more) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var classes = new TreeMap<String, ByteArrayOutputStream>();
        var files = new InMemory(compiler.getStandardFileManager(problems, null, null), classes);
        var units = sources.entrySet().stream()
                .map(entry -> new Text(entry.getKey(), entry.getValue()))
                .toList();
        var options = Stream.concat(Stream.of("-g", "-proc:none", "-XDuseUnsharedTable"), more.stream())
                .toList();
        if (!compiler.getTask(null, files, problems, options, null, units).call()) {
            throw new IllegalArgumentException("the test's source does not compile: " + problems.getDiagnostics());
        }
        var bytes = new TreeMap<String, byte[]>();
        classes.forEach((name, written) -> bytes.put(name, written.toByteArray()));
        return bytes;
    }

    Class<?> type(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The only method of a class with a name.
    MethodRef method(String type, String name) {
        var method = Arrays.stream(type(type).getDeclaredMethods())
                .filter(found -> found.getName().equals(name) && !found.isSynthetic())
                .findFirst()
                .orElseThrow();
        var kind = Modifier.isStatic(method.getModifiers()) ? MethodRef.Kind.STATIC : MethodRef.Kind.VIRTUAL;
        var types = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        return new MethodRef(kind, type, name, types.toMethodDescriptorString());
    }

    Proof prove(String type, String method) {
        return new Prover(loader).prove(method(type, method));
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String fileName, String text) {
            super(URI.create("source:///" + fileName), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("class:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
