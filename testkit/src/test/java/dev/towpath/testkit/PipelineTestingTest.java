package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// What a test gets that asks for a [Testbed].
@PipelineTesting
class PipelineTestingTest {
    @AfterEach
    void no_seed_is_asked_for_any_more() {
        System.clearProperty("towpath.seed");
    }

    @Test
    void a_folder_with_files(Testbed testbed) throws Exception {
        assertThat(testbed.folder()).isEmptyDirectory();
        assertThat(testbed.file("a.txt", "one").readString()).isEqualTo("one");

        var folder = testbed.folder("all", Map.of("b/c.txt", "two")).path();
        assertThat(folder.resolve("b/c.txt")).hasContent("two");
    }

    @Test
    void one_folder_and_one_seed_for_all_parameters(Testbed testbed, Testbed again) {
        assertThat(again).isSameAs(testbed);
        assertThat(testbed.random().nextInt()).isEqualTo(again.random().nextInt());
    }

    /// A test that fails after it has written where its folder is, for the test below.
    @PipelineTesting
    static class OneThatFails {
        @Test
        void fails(Testbed testbed) throws Exception {
            Files.writeString(
                    Path.of(System.getProperty("towpath.note")),
                    testbed.folder().toString());
            testbed.file("a.txt", "one");
            fail("seed " + testbed.seed());
        }
    }

    @Test
    void the_folder_goes_and_the_seed_is_printed_when_the_test_fails(Testbed testbed) throws Exception {
        var note = testbed.folder().resolve("note");
        System.setProperty("towpath.note", note.toString());
        System.setProperty("towpath.seed", "42");

        var printed = printed(() -> LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(OneThatFails.class))
                        .build()));

        assertThat(printed).contains("fails(Testbed) failed with -Dtowpath.seed=42");
        assertThat(Path.of(Files.readString(note))).doesNotExist();
    }

    private static String printed(Runnable work) {
        var former = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(former);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
