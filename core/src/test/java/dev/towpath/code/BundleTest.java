package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {
    private static final Map<String, byte[]> CLASSES = Compiled.compile(Map.of("P.java", """
        package p;
        public class P {
          static String read() throws java.io.IOException {
            try (var in = P.class.getResourceAsStream("/words.txt")) { return new String(in.readAllBytes()); }
          }
          static String url() throws java.io.IOException {
            try (var in = P.class.getClassLoader().getResource("words.txt").openStream()) { return new String(in.readAllBytes()); }
          }
          static class Inner { static String name() { return "inner"; } }
        }
        """));
    private static final Map<String, byte[]> LIBRARY = Compiled.compile(
            Map.of("Lib.java", "package lib; public class Lib { public static int f() { return 3; } }"));

    @TempDir
    private Path folder;

    @Test
    void equal_content_gives_equal_bytes_wherever_it_comes_from() throws IOException {
        var fromMemory = Bundle.builder().classes(CLASSES).build();
        var fromFolder =
                Bundle.builder().folder(classFolder(folder.resolve("classes"))).build();
        var fromJar =
                Bundle.builder().jar(jar(folder.resolve("p.jar"), CLASSES)).build();

        assertThat(fromFolder.toBytes()).isEqualTo(fromMemory.toBytes());
        assertThat(fromJar.toBytes()).isEqualTo(fromMemory.toBytes());
        assertThat(fromJar.digest()).isEqualTo(fromMemory.digest());
    }

    @Test
    void what_was_written_is_read() throws IOException {
        var bundle = Bundle.builder()
                .classes(CLASSES)
                .source("P.java", "class P {} // ü")
                .library(jar(folder.resolve("lib.jar"), LIBRARY))
                .jdk(21)
                .build();

        var read = Bundle.read(bundle.toBytes());

        assertThat(read.classNames()).containsExactly("p.P", "p.P$Inner");
        assertThat(read.sources()).isEqualTo(bundle.sources());
        assertThat(read.libraries()).isEqualTo(bundle.libraries());
        assertThat(read.jdk()).isEqualTo(21);
        assertThat(read.toBytes()).isEqualTo(bundle.toBytes());
    }

    @Test
    void the_source_and_the_place_of_a_library_do_not_count_as_code() throws IOException {
        var here = Bundle.builder()
                .classes(CLASSES)
                .source("P.java", "a")
                .library(jar(folder.resolve("lib.jar"), LIBRARY));
        Files.createDirectory(folder.resolve("other"));
        var there = Bundle.builder()
                .classes(CLASSES)
                .source("P.java", "b")
                .library(jar(folder.resolve("other/lib.jar"), LIBRARY));

        assertThat(here.build().digest()).isNotEqualTo(there.build().digest());
        assertThat(here.build().codeDigest()).isEqualTo(there.build().codeDigest());
    }

    @Test
    void bytes_that_are_no_bundle_are_told() throws IOException {
        assertThatThrownBy(() -> Bundle.read("hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a bundle");
        var jar = Files.readAllBytes(jar(folder.resolve("p.jar"), Map.of("..x", new byte[0])));
        assertThatThrownBy(() -> Bundle.read(jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a bundle");
    }

    @Test
    void a_loader_finds_classes_and_files_in_the_bundle_first_and_libraries_next() throws Exception {
        var classes = classFolder(folder.resolve("classes"));
        Files.writeString(classes.resolve("words.txt"), "from the bundle");
        var library = jar(folder.resolve("lib.jar"), LIBRARY);
        var bundle = Bundle.builder().folder(classes).library(library).build();

        try (var loader = BundleLoader.of(bundle, getClass().getClassLoader())) {
            assertThat(call(loader, "p.P", "read")).isEqualTo("from the bundle");
            assertThat(call(loader, "p.P", "url")).isEqualTo("from the bundle");
            assertThat(call(loader, "p.P$Inner", "name")).isEqualTo("inner");
            assertThat(call(loader, "lib.Lib", "f")).isEqualTo(3);
            assertThat(UserCodes.of(loader.loadClass("p.P"))).isSameAs(loader);
            assertThat(loader.loadClass("dev.towpath.Fn1")).isSameAs(dev.towpath.Fn1.class);
        }
    }

    @Test
    void everything_that_is_missing_is_told_at_once() throws IOException {
        var gone = jar(folder.resolve("gone.jar"), LIBRARY);
        var changed = jar(folder.resolve("changed.jar"), LIBRARY);
        var bundle = Bundle.builder()
                .classes(CLASSES)
                .library(gone)
                .library(changed)
                .jdk(99)
                .build();
        assertThat(Bundle.builder().classes(CLASSES).library(gone).build().missing())
                .isEmpty();

        Files.delete(gone);
        Files.writeString(changed, "other");

        assertThat(bundle.missing(20))
                .extracting(Problem::code)
                .containsExactly("jdk-too-old", "class-file-too-new", "library-missing", "library-changed");
    }

    private static Object call(ClassLoader loader, String type, String name) throws Exception {
        var method = Class.forName(type, true, loader).getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    private static Path classFolder(Path folder) throws IOException {
        for (var entry : CLASSES.entrySet()) {
            var file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return folder;
    }

    private static Path jar(Path file, Map<String, byte[]> classes) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
            for (var entry : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey().replace('.', '/') + ".class"));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
