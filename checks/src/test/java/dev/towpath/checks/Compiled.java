package dev.towpath.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The compiled main classes of all modules, read once for all checks.
final class Compiled {
    static final Compiled IT = new Compiled();

    private final JavaClasses classes = new ClassFileImporter()
            .importPaths(folders().filter(Files::isDirectory).toList());

    private static Stream<Path> folders() {
        var target = System.getProperty("towpath.target");
        return Stream.of("core", "spi", "engine", "store", "embedded", "cli", "testkit", "examples", "bench")
                .map(module -> Checkout.ROOT.resolve(module).resolve(target).resolve("classes"));
    }

    Iterable<JavaClass> classes() {
        return classes;
    }

    /// The source file, as far as the class file tells.
    static String file(JavaClass type) {
        var simple = type.getSource().flatMap(source -> source.getFileName()).orElse(type.getSimpleName());
        return type.getPackageName().replace('.', '/') + "/" + simple;
    }

    static String at(JavaClass type) {
        return file(type) + ":1";
    }
}
