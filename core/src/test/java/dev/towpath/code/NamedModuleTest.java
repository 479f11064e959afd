package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Fn1;
import dev.towpath.Problem;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipelines in a module with a name: reading class files needs no permission, calling and looking does.
final class NamedModuleTest {
    private static final String SOURCE = """
        package u; import dev.towpath.*; import java.util.*;
        public class P { static final List<String> WORDS = List.of("a");
          private static String step(String s) { return s + WORDS; }
          public static Fn1<String, String> reference() { return P::step; } }
        """;

    @TempDir
    private Path folder;

    private StepMethod step(String directive) throws ReflectiveOperationException, IOException {
        var module = "module u { " + directive + " }";
        var classes = Compiled.compile(
                Map.of("module-info.java", module, "P.java", SOURCE), List.of("--add-reads", "u=ALL-UNNAMED"));
        for (var entry : classes.entrySet()) {
            var file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        var loader = getClass().getClassLoader();
        var configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("u"));
        var layer = ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), loader);
        layer.addReads(layer.layer().findModule("u").orElseThrow(), loader.getUnnamedModule());
        var type = layer.layer().findLoader("u").loadClass("u.P");
        return StepMethod.of((Fn1<?, ?>) type.getMethod("reference").invoke(null));
    }

    @Test
    void a_method_is_named_and_proved_where_the_package_is_open() throws Exception {
        var step = step("opens u; exports u;");
        var code = UserCodes.of(step.capturingClass());

        assertThat(step.method().toString()).isEqualTo("P.step");
        assertThat(step.problems()).isEmpty();
        assertThat(code.classNames()).containsExactly("u.P");
        assertThat(new Prover(code).prove(step.method()).problems()).isEmpty();
    }

    @Test
    void a_package_that_is_not_open_is_told_with_the_directive_that_opens_it() throws Exception {
        var step = step("exports u;");
        var code = UserCodes.of(step.capturingClass());

        assertThat(step.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("module-closed");
            assertThat(problem.advice()).contains("opens u;");
        });
        assertThat(new Prover(code).prove(step.method()).problems())
                .extracting(Problem::code, Problem::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("static-unknown", "P.java:3"));
    }
}
