package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserCodesTest {
    private static final Map<String, byte[]> CLASSES = Compiled.compile(Map.of(
            "P.java",
                    "package p; public class P { static Object o() { return new Used(); } } class Used extends Base {}",
            "Base.java", "package p; class Base {} class Alone {}"));

    @TempDir
    private Path folder;

    @Test
    void a_class_folder_is_all_the_users() throws Exception {
        for (var entry : CLASSES.entrySet()) {
            var file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            var code = UserCodes.of(loader.loadClass("p.P"));

            assertThat(code.classNames()).containsExactly("p.Alone", "p.Base", "p.P", "p.Used");
            assertThat(code.classFile("p.Base")).isEqualTo(CLASSES.get("p.Base"));
            assertThat(code.classFile("java.lang.String")).isNull();
            assertThat(UserCodes.of(loader.loadClass("p.Used"))).isSameAs(code);
        }
    }

    @Test
    void where_a_loader_can_not_be_listed_references_are_followed() throws Exception {
        var code = UserCodes.of(new InMemory().loadClass("p.P"));

        assertThat(code.classNames()).containsExactly("p.Base", "p.P", "p.Used");
    }

    @Test
    void the_tests_of_this_build_are_user_code_of_their_own() {
        var code = UserCodes.of(UserCodesTest.class);

        assertThat(code.classNames()).contains(UserCodesTest.class.getName()).doesNotContain("dev.towpath.Digest");
    }

    /// As the source launcher does it.
    private static final class InMemory extends ClassLoader {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = CLASSES.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            var bytes = CLASSES.get(name.replace(".class", "").replace('/', '.'));
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        }
    }
}
