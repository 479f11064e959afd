package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.BusinessError;
import dev.towpath.FileRef;
import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.EngineException;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is left when a process dies, and what goes on from there.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DurabilityTest {
    /// A chain of three steps of which the second waits until the file `gate` is there. Each leaves a mark.
    private static final String CHAIN = """
        import dev.towpath.*;
        import java.nio.file.*;
        import java.util.concurrent.CountDownLatch;

        public final class Chain {
            record In(String folder) {}

            static String first(String folder) throws Exception {
                return mark(folder, "first");
            }

            static String second(String folder, String before) throws Exception {
                mark(folder, "second");
                if (!Files.exists(Path.of(folder, "gate"))) {
                    System.out.println("begun");
                    new CountDownLatch(1).await();
                }
                return before + " second";
            }

            static String third(String folder, String before) throws Exception {
                mark(folder, "third");
                return before + " third";
            }

            private static String mark(String folder, String name) throws Exception {
                Files.writeString(
                        Path.of(folder, "marks"), name + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                return name;
            }

            public static Pipeline<In, String> pipeline() {
                return Pipeline.define("chain", In.class, (p, in) -> {
                    var first = p.step("first", Chain::first, in.get(In::folder));
                    var second = p.step("second", Chain::second, in.get(In::folder), first);
                    return p.step("third", Chain::third, in.get(In::folder), second);
                });
            }
        }
        """;

    @TempDir
    Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    /// Runs the chain in another process and kills that in the second step.
    private RunId killed(Path classes) throws Exception {
        var child = Programs.child(store(), List.of(classes), "Chain", folder.toString());
        var run = new RunId(Programs.words(child.line()).get(1));
        child.until("begun");
        try (var second = Towpath.open(store())) {
            assertThat(second.view(run).interrupted()).isFalse();
            assertThat(second.interrupted(null)).isEmpty();
            assertThat(second.holders()).hasSize(2);
            assertThatThrownBy(() -> second.resume(run))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(String.valueOf(child.process().pid()));
        }
        try (var reader = Towpath.reading(store())) {
            assertThat(reader.view(run).status()).isEqualTo(Status.RUNNING);
            assertThat(reader.view(run).interrupted()).isFalse();
            assertThat(reader.holders())
                    .extracting(Towpath.Holder::pid)
                    .containsExactly(child.process().pid());
            assertThat(reader.logs(run, LogQuery.of("second")))
                    .extracting(LogLine::text)
                    .containsExactly("begun");
        }
        child.kill();
        return run;
    }

    @AfterEach
    void what_is_left_is_a_sound_store() {
        Sound.store(store());
    }

    @Test
    @Guarantee({1, 2})
    void a_killed_run_is_continued_from_the_stored_code_although_its_files_are_gone_and_repeats_nothing()
            throws Exception {
        var classes = new Programs(folder).compile("classes", "Chain", CHAIN);
        var run = killed(classes);
        try (var reader = Towpath.reading(store())) {
            assertThat(reader.view(run).status()).isEqualTo(Status.RUNNING);
            assertThat(reader.view(run).interrupted()).isTrue();
            assertThat(reader.interrupted("chain")).containsExactly(run);
            assertThat(reader.holders()).isEmpty();
        }
        Programs.delete(classes);
        Files.createFile(folder.resolve("gate"));
        try (var towpath = Towpath.open(store())) {
            assertThat(towpath.interrupted(null)).containsExactly(run);
            assertThat(towpath.resume(run).await()).isEqualTo("first second third");
            assertThat(towpath.view(run).interrupted()).isFalse();
            assertThat(towpath.interrupted(null)).isEmpty();
        }
        assertThat(Files.readAllLines(folder.resolve("marks"))).containsExactly("first", "second", "second", "third");
    }

    @Test
    void a_run_whose_library_is_gone_waits_says_which_and_goes_on_when_it_is_back() throws Exception {
        var programs = new Programs(folder);
        var library = programs.jar(
                "words.jar",
                programs.compile(
                        "words",
                        "Words",
                        "public final class Words { public static String third() { return \" third\"; } }"));
        var source = CHAIN.replace("before + \" third\"", "before + Words.third()");
        var classes = programs.compile("classes", "Chain", source, library);
        var child = Programs.child(store(), List.of(classes, library), "Chain", folder.toString());
        var run = new RunId(Programs.words(child.line()).get(1));
        child.until("begun");
        child.kill();
        Files.createFile(folder.resolve("gate"));
        var hidden = Files.move(library, folder.resolve("hidden"));
        try (var towpath = Towpath.open(store())) {
            assertThatThrownBy(() -> towpath.resume(run)).hasMessageContaining("words.jar");
            assertThat(towpath.view(run).interrupted()).isTrue();
        }
        Files.move(hidden, library);
        try (var towpath = Towpath.open(store())) {
            assertThat(towpath.resume(run).await()).isEqualTo("first second third");
        }
        Files.move(library, hidden);
        RunId again;
        try (var towpath = Towpath.open(store())) {
            var waiting = towpath.submitOnly("third", run, RunOptions.DEFAULT);
            again = waiting.id();
            assertThatThrownBy(waiting::await).hasMessageContaining("words.jar");
            assertThat(waiting.view().status()).isEqualTo(Status.QUEUED);
            assertThat(waiting.view().reason()).contains("words.jar");
        }
        Files.move(hidden, library);
        try (var towpath = Towpath.open(store())) {
            assertThat(towpath.resume(again).await()).isEqualTo("first second third");
        }
    }

    @Test
    void a_library_that_ends_the_process_fails_the_step_and_the_run_says_so() throws Exception {
        var programs = new Programs(folder);
        var library = programs.jar(
                "quits.jar",
                programs.compile(
                        "quits",
                        "Quits",
                        "public final class Quits { public static String now() { System.exit(3); return \"\"; } }"));
        var classes = programs.compile("classes", "Calls", """
            import dev.towpath.*;

            public final class Calls {
                record In(String text) {}

                static String call(String text) {
                    return text + Quits.now();
                }

                public static Pipeline<In, String> pipeline() {
                    return Pipeline.define("calls", In.class, (p, in) -> p.step("call", Calls::call, in.get(In::text)));
                }
            }
            """, library);
        var child = Programs.child(store(), List.of(classes, library), "Calls", "x");
        var run = new RunId(Programs.words(child.line()).get(1));
        child.until("exit exit-called");
        assertThat(child.end()).isEqualTo(1);
        try (var reader = Towpath.reading(store())) {
            var view = reader.view(run);
            assertThat(view.status()).isEqualTo(Status.FAILED);
            assertThat(view.failure().code()).isEqualTo("exit-called");
            assertThat(view.failure().at()).startsWith("Calls.java:");
            assertThat(view.failure().step()).isEqualTo("call");
        }
    }

    @Test
    void a_signal_that_ends_the_process_is_not_taken_for_a_step_that_does() throws Exception {
        var classes = new Programs(folder).compile("classes", "Chain", CHAIN);
        var child = Programs.child(store(), List.of(classes), "Chain", folder.toString());
        var run = new RunId(Programs.words(child.line()).get(1));
        child.until("begun");
        child.process().destroy();
        child.end();
        try (var reader = Towpath.reading(store())) {
            assertThat(reader.view(run).interrupted()).isTrue();
            assertThat(reader.view(run).failure()).isNull();
        }
    }

    record Marks(String file) {}

    static String mark(String file) throws IOException {
        Files.writeString(Path.of(file), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.readString(Path.of(file));
    }

    private static final Pipeline<Marks, String> MARK =
            Pipeline.define("mark", Marks.class, (p, in) -> p.step("mark", DurabilityTest::mark, in.get(Marks::file)));

    @Test
    @Guarantee(1)
    void the_same_idempotency_key_twice_gives_one_run_also_in_another_process() throws Exception {
        var input = new Marks(folder.resolve("marks").toString());
        var options = RunOptions.DEFAULT.key("order-7");
        RunId first;
        try (var towpath = Towpath.open(store(), MARK)) {
            var run = towpath.submit(MARK, input, options);
            first = run.id();
            assertThat(run.await()).isEqualTo("x");
            assertThat(towpath.submit(MARK, input, options).id()).isEqualTo(first);
        }
        try (var towpath = Towpath.open(store(), MARK)) {
            var again = towpath.submit(MARK, input, options);
            assertThat(again.id()).isEqualTo(first);
            assertThat(again.await()).isEqualTo("x");
            assertThat(towpath.runs(10)).hasSize(1);
        }
    }

    static FileRef writes(String flag, Attempt attempt) throws IOException {
        var file = attempt.newFile("data.txt");
        Files.writeString(file.path(), "from " + Path.of(flag).getFileName());
        return file;
    }

    static String reads(FileRef file, String flag) throws IOException {
        if (!Files.exists(Path.of(flag))) throw new BusinessError("not yet");
        return file.readString();
    }

    @Test
    void a_file_that_was_damaged_in_the_store_fails_the_step_that_reads_it() throws Exception {
        var pipeline = Pipeline.define("reads", Marks.class, (p, in) -> {
            var file = p.step("write", DurabilityTest::writes, in.get(Marks::file), p.attempt());
            return p.step("read", DurabilityTest::reads, file, in.get(Marks::file));
        });
        var flag = folder.resolve("flag");
        try (var towpath = Towpath.open(store(), pipeline)) {
            var run = towpath.run(pipeline, new Marks(flag.toString()));
            assertThatThrownBy(run::await).isInstanceOf(RunFailed.class).hasMessageContaining("not yet");
            damage(towpath.artifact("reads/write").digest().hex());
            Files.createFile(flag);
            assertThatThrownBy(() -> towpath.resume(run.id()).await())
                    .isInstanceOf(RunFailed.class)
                    .extracting("code")
                    .isEqualTo("artifact-corrupt");
        }
        assertThatThrownBy(() -> Sound.store(store())).hasMessageContaining("reads/write/output/1");
        Programs.delete(store());
    }

    private void damage(String digest) throws IOException {
        try (var files = Files.walk(store().resolve("artifacts"))) {
            var blob = files.filter(file -> file.toString().endsWith(digest.substring(4)))
                    .findFirst()
                    .orElseThrow();
            assertThat(blob.toFile().setWritable(true)).isTrue();
            Files.writeString(blob, "something else");
        }
    }

    @Test
    void a_run_that_has_succeeded_can_not_be_resumed() throws Exception {
        try (var towpath = Towpath.open(store(), MARK)) {
            var run = towpath.run(MARK, new Marks(folder.resolve("marks").toString()));
            run.await();
            assertThatThrownBy(() -> towpath.resume(run.id()))
                    .isInstanceOf(EngineException.class)
                    .extracting("code")
                    .isEqualTo("nothing-to-resume");
        }
    }

    @Test
    void one_step_is_run_again_from_what_an_earlier_run_has_stored() throws Exception {
        var pipeline = Pipeline.define("two", Marks.class, (p, in) -> {
            var first = p.step("first", DurabilityTest::mark, in.get(Marks::file));
            return p.step("length", String::length, first);
        });
        var marks = folder.resolve("marks");
        try (var towpath = Towpath.open(store(), pipeline)) {
            var run = towpath.run(pipeline, new Marks(marks.toString()));
            assertThat(run.await()).isEqualTo(1);
            assertThat(towpath.submitOnly("length", run.id(), RunOptions.DEFAULT)
                            .await())
                    .isEqualTo(1);
            assertThat(marks).hasContent("x");
            assertThatThrownBy(() -> towpath.submitOnly("lenght", run.id(), RunOptions.DEFAULT))
                    .hasMessageContaining("lenght");
        }
    }

    @Test
    void a_run_that_is_open_when_the_store_is_closed_can_be_resumed_and_no_thread_is_left() throws Exception {
        var classes = new Programs(folder).compile("classes", "Chain", CHAIN);
        try (var loader =
                new java.net.URLClassLoader(new java.net.URL[] {classes.toUri().toURL()})) {
            var type = loader.loadClass("Chain");
            @SuppressWarnings("unchecked")
            var pipeline = (Pipeline<Record, String>) type.getMethod("pipeline").invoke(null);
            var constructor = pipeline.input().getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            RunId id;
            try (var towpath = Towpath.open(store(), pipeline)) {
                var run = towpath.run(pipeline, constructor.newInstance(folder.toString()));
                id = run.id();
                while (towpath.logs(id, LogQuery.of("second")).isEmpty()) Thread.onSpinWait();
            }
            noThreadIsLeft();
            Files.createFile(folder.resolve("gate"));
            try (var towpath = Towpath.open(store(), pipeline)) {
                assertThat(towpath.view(id).interrupted()).isTrue();
                assertThat(towpath.resume(id).await()).isEqualTo("first second third");
            }
            noThreadIsLeft();
        }
        assertThat(Files.readAllLines(folder.resolve("marks"))).containsExactly("first", "second", "second", "third");
    }

    private static void noThreadIsLeft() throws InterruptedException {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("towpath")) continue;
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
