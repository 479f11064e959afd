package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// A file with JUnit tests that a document shows.
record ShownTests(Path source, Path classes) {
    /// Compiles the file.
    static ShownTests of(Path source) throws IOException {
        var classes = Files.createTempDirectory(source.resolveSibling("."), "classes-");
        var messages = new ByteArrayOutputStream();
        var result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-parameters",
                        "-d",
                        classes.toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        return new ShownTests(source, classes);
    }

    /// There is at least one test, and all succeed.
    void pass() throws IOException {
        var name = source.getFileName().toString().replace(".java", "");
        var thread = Thread.currentThread();
        var former = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, former)) {
            thread.setContextClassLoader(loader);
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(List.of(DiscoverySelectors.selectClass(loader.loadClass(name))))
                                    .build(),
                            summary);
            assertThat(summary.getSummary().getTestsSucceededCount()).as(name).isPositive();
            assertThat(summary.getSummary().getFailures())
                    .as(name)
                    .allSatisfy(failure -> assertThat(failure.getException()).isNull());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the file " + source + " has another class", e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }
}
