package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.plan.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types of a bundle: compiled elsewhere, loaded by a class loader of their own, most of them not public.
class LoadedClassesTest {
    private static final String SOURCE = """
        package pipes;

        import dev.towpath.*;
        import java.util.*;

        final class Cats {
            private record Input(@Describe("Cats") @Min(1) int count, @Default("tom") String name, List<Kind> kinds) {}
            private enum Kind { LION, TIGER }
            private sealed interface Pet {}
            private record Cat(String name, Optional<Pet> friend) implements Pet {}
            private record Box<T>(T value) {}
            private record Shelter(Map<Kind, Box<List<Pet>>> pets) {}
            static Box<List<Cat>> boxed() { return new Box<>(List.of(new Cat("tom", Optional.empty()))); }
        }
        """;

    /// Keeps what the compiler writes, and loads it.
    private static final class Memory extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory() {
            super(LoadedClassesTest.class.getClassLoader());
            var compiler = ToolProvider.getSystemJavaCompiler();
            var files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
                @Override
                public JavaFileObject getJavaFileForOutput(
                        JavaFileManager.Location where,
                        String name,
                        JavaFileObject.Kind kind,
                        javax.tools.FileObject by) {
                    return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                        @Override
                        public OutputStream openOutputStream() {
                            return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
                        }
                    };
                }
            };
            var source = new SimpleJavaFileObject(URI.create("memory:///pipes/Cats.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignored) {
                    return SOURCE;
                }
            };
            var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(null, files, null, options, null, List.of(source))
                            .call())
                    .isTrue();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }

    private final MemoryContents store = new MemoryContents();
    private static final Memory LOADER = new Memory();

    @Test
    void a_private_record_of_another_loader_is_bound_encoded_and_decoded(@TempDir Path folder) throws Exception {
        var type = LOADER.loadClass("pipes.Cats$Input").asSubclass(Record.class);
        var components = Components.of(type);
        var plan = new Input(TypeNames.print(type), components);
        var codecs = new Codecs();
        var inputs = new Inputs(codecs, new Inputs.Folders(folder, folder, folder));

        var record = inputs.bind(
                        plan,
                        LOADER,
                        Map.of("count", new Given.Text("3", ""), "kinds", new Given.Text("[\"tiger\"]", "")))
                .orThrow();

        assertThat(record)
                .hasToString("Input[count=3, name=tom, kinds=[TIGER]]")
                .isInstanceOf(type);
        var encoded = codecs.codec(type).encode(record, store);
        assertThat(encoded).hasToString("{\"count\":3,\"name\":\"tom\",\"kinds\":[\"TIGER\"]}");
        assertThat(codecs.codec(type).decode(encoded.bytes(), store)).isEqualTo(record);
        assertThat(components.getFirst())
                .isEqualTo(new Input.Component("count", "java.lang.Integer", "Cats", null, 1.0, null));
    }

    @Test
    void a_generic_type_is_found_again_by_its_name() throws Exception {
        var boxed = LOADER.loadClass("pipes.Cats").getDeclaredMethod("boxed");
        boxed.setAccessible(true);
        var name = TypeNames.print(boxed.getGenericReturnType());
        assertThat(name).isEqualTo("pipes.Cats$Box<java.util.List<pipes.Cats$Cat>>");

        var codec = new Codecs().codec(TypeNames.parse(name, LOADER));

        var encoded = codec.encode(boxed.invoke(null), store);
        assertThat(encoded).hasToString("{\"value\":[{\"name\":\"tom\",\"friend\":null}]}");
        assertThat(codec.decode(encoded.bytes(), store)).isEqualTo(boxed.invoke(null));
    }

    @Test
    void the_same_source_loaded_twice_gives_equal_bytes() throws Exception {
        var json = "{\"pets\":{\"LION\":{\"value\":[{\"$type\":\"Cat\",\"name\":\"a\",\"friend\":{\"$type\":\"Cat\","
                + "\"name\":\"b\",\"friend\":null}}]}}}";
        for (var each : List.of(LOADER, new Memory())) {
            var codec = new Codecs().codec(each.loadClass("pipes.Cats$Shelter"));
            var value = codec.decode(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), store);
            assertThat(codec.encode(value, store)).hasToString(json);
        }
    }

    @Test
    void a_class_that_is_gone_is_named() {
        assertThatThrownBy(() -> TypeNames.parse("java.util.List<pipes.Dogs>", LOADER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 'pipes.Dogs' of the type 'java.util.List<pipes.Dogs>' is missing");
    }

    @Test
    void a_record_of_a_module_that_is_not_open_is_refused_with_the_line_to_add() throws Exception {
        var type = recordOfJavaBase();
        assertThatThrownBy(() -> new Codecs().codec(type))
                .isInstanceOf(InvalidType.class)
                .hasMessageContaining("module java.base")
                .hasMessageContaining("'opens " + type.getPackageName() + "'");
    }

    /// Some record that the JDK keeps to itself and that has a plain component.
    private static Class<?> recordOfJavaBase() throws IOException {
        var root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        try (var files = Files.walk(root.resolve("jdk/internal"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && name.contains("$"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .<Class<?>>map(LoadedClassesTest::load)
                    .filter(Class::isRecord)
                    .filter(type -> type.getTypeParameters().length == 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | LinkageError e) {
            return Object.class;
        }
    }

    @Test
    void threads_that_ask_at_once_get_one_codec() throws Exception {
        var codecs = new Codecs();
        var type = LOADER.loadClass("pipes.Cats$Shelter");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<Codec>>();
            for (var i = 0; i < 64; i++) tasks.add(() -> codecs.codec(type));
            var seen = new HashSet<Codec>();
            for (var one : threads.invokeAll(tasks)) seen.add(one.get());
            assertThat(seen).hasSize(1);
        }
    }
}
