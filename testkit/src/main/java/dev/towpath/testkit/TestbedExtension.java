package dev.towpath.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Gives a [Testbed] to each test that asks for one, and says its seed when the test fails.
final class TestbedExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace OURS = Namespace.create(TestbedExtension.class);

    /// Deleted by JUnit when the test has ended.
    private record Kept(Testbed testbed, Path folder) implements AutoCloseable {
        @Override
        public void close() {
            Outside.delete(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(Testbed.class);
    }

    @Override
    public Testbed resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(OURS)
                .computeIfAbsent(Testbed.class, _ -> kept(), Kept.class)
                .testbed();
    }

    private static Kept kept() {
        var folder = Outside.folder();
        return new Kept(new Testbed(folder, Outside.seed()), folder);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable error) throws Throwable {
        var kept = test.getStore(OURS).get(Testbed.class, Kept.class);
        if (kept != null)
            System.err.println(test.getDisplayName() + " failed with -D" + Outside.SEED + "="
                    + kept.testbed().seed());
        throw error;
    }
}
