package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.checks.commands.SystemCalls.Call;
import dev.towpath.testkit.Guarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a real run asks the disk for, and in which order, so that a loss of power at any moment leaves nothing half:
/// content, its name, the commit that names it, and only then what follows from it.
@Timeout(180)
class SyncOrderTest {
    private static final int STEPS = 6;
    private static final String WAL = "/towpath.db-wal";
    private static final Pattern BLOB = Pattern.compile("\"([^\"]*/artifacts/blobs/[0-9a-f]{2})/[0-9a-f]{62}\"");

    /// Each step opens a file of its own outside the store, its effect, and gives a file.
    private static final String FILES = Programs.of("Given", """
        record Input(String folder) {}

        public static Pipeline<Input, FileRef> pipeline() {
            return Pipeline.define("files", Input.class, (p, in) -> {
                var file = p.step("s0", Given::first, in.get(Input::folder), p.attempt());
                for (var i = 1; i < %d; i++)
                    file = p.step("s" + i, Given::next, in.get(Input::folder), file, p.attempt());
                return file;
            });
        }

        static FileRef first(String folder, Attempt attempt) throws Exception {
            return give(folder, "none", attempt);
        }

        static FileRef next(String folder, FileRef before, Attempt attempt) throws Exception {
            return give(folder, before.digest().toString(), attempt);
        }

        static FileRef give(String folder, String text, Attempt attempt) throws Exception {
            mark(Path.of(folder, "effect-" + attempt.step()), text);
            var file = attempt.newFile(attempt.step() + ".bin");
            Files.write(file.path(), (attempt.step() + text).repeat(5000).getBytes());
            return file;
        }
        """.formatted(STEPS));

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        Tools.need("strace", Tools.run("strace", "-f", "-o", "/dev/null", "true"));
        cli = new Cli(folder);
        cli.before.addAll(SystemCalls.traced(folder.resolve("trace")));
    }

    @AfterEach
    void close() {
        if (cli != null) cli.close();
    }

    @Test
    @Guarantee({1, 2})
    void content_then_name_then_commit_and_only_then_the_next_step() throws Exception {
        cli.write("Given.java", FILES);
        cli.json("run", "Given.java", "--folder", folder.toString()).ok();
        var calls = SystemCalls.of(folder.resolve("trace"));
        var effects = new ArrayList<Call>();
        for (var i = 0; i < STEPS; i++) {
            var name = "effect-s" + i;
            effects.add(calls.all(call -> call.name().equals("openat") && call.on(name))
                    .getFirst());
        }
        var submitted = calls.all(call -> call.syncs(WAL)).getFirst();
        assertThat(submitted.ended())
                .as("the run is on disk before anything of it happens")
                .isLessThan(effects.getFirst().begun());
        var told = calls.all(call -> call.writes(".txt") && call.on("{\\n")).getFirst();
        for (var i = 0; i < STEPS; i++) {
            var after = i + 1 < STEPS ? effects.get(i + 1) : told;
            step(calls, effects.get(i), "/s" + i + ".bin", after);
            assertThat(commits(calls, effects.get(i), after))
                    .as("synced commits of step s" + i)
                    .isEqualTo(1);
        }
    }

    /// How often the journal was written and synced; a sync of what is synced already is none.
    private static int commits(SystemCalls calls, Call first, Call second) {
        var commits = 0;
        var written = false;
        for (var call : calls.between(first, second, call -> call.writes(WAL) || call.syncs(WAL))) {
            if (written && call.syncs(WAL)) commits++;
            written = call.writes(WAL);
        }
        return commits;
    }

    /// @param effect what the step did first
    /// @param file what it gives
    /// @param after what may happen only when it is on disk
    private static void step(SystemCalls calls, Call effect, String file, Call after) {
        var written = calls.last("write of " + file, call -> call.writes(file));
        var synced = calls.next(written, "fsync of " + file, call -> call.syncs(file));
        var named = calls.next(synced, "rename of " + file, call -> call.renames(file));
        var blob = BLOB.matcher(named.text());
        assertThat(blob.find()).as(named::toString).isTrue();
        var listed = calls.next(named, "fsync of the folder", call -> call.syncs(blob.group(1)));
        var journal = calls.next(listed, "write of the journal", call -> call.writes(WAL));
        var committed = calls.next(journal, "fsync of the journal", call -> call.syncs(WAL));
        assertThat(calls.between(effect, listed, call -> call.on(WAL)))
                .as("nothing names " + file + " before it is on disk")
                .isEmpty();
        assertThat(calls.between(journal, committed, call -> call.writes(WAL)).stream()
                        .allMatch(call -> call.ended() < committed.begun()))
                .as("all of the commit is synced")
                .isTrue();
        assertThat(committed.ended())
                .as("what follows from " + file + " waits for the disk")
                .isLessThan(after.begun());
    }
}
