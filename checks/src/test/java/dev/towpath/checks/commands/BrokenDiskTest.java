package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.RunId;
import dev.towpath.embedded.Towpath;
import dev.towpath.testkit.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A disk that gets full, or refuses to be written, in the middle of a run: the command says so, what was recorded
/// stays, and when the disk is well again the run goes on where it was.
@EnabledOnOs(value = OS.LINUX, disabledReason = "a disk in a file is made as Linux does it")
@Timeout(300)
class BrokenDiskTest {
    private static final int STEPS = 120;

    /// Each step leaves a mark and gives a file; `s20` waits for the gate.
    private static final String CHAIN = Programs.of("Chain", """
        record Input(String folder, int bytes) {}

        public static Pipeline<Input, FileRef> pipeline() {
            return Pipeline.define("chain", Input.class, (p, in) -> {
                var file = p.step("s0", Chain::first, in.get(Input::folder), in.get(Input::bytes), p.attempt());
                for (var i = 1; i < %d; i++)
                    file = p.step("s" + i, Chain::next, in.get(Input::folder), in.get(Input::bytes), file, p.attempt())
                            .retry(Retry.never());
                return file;
            });
        }

        static FileRef first(String folder, int bytes, Attempt attempt) throws Exception {
            return give(folder, bytes, "none", attempt);
        }

        static FileRef next(String folder, int bytes, FileRef before, Attempt attempt) throws Exception {
            return give(folder, bytes, before.digest().toString(), attempt);
        }

        static FileRef give(String folder, int bytes, String before, Attempt attempt) throws Exception {
            mark(Path.of(folder, "marks"), attempt.step());
            if (attempt.step().equals("s20")) waitFor(Path.of(folder, "gate"));
            var file = attempt.newFile("file.bin");
            Files.write(file.path(), (attempt.step() + before).repeat(bytes / 64).getBytes());
            return file;
        }
        """.formatted(STEPS));

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
        cli.write("Chain.java", CHAIN);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    /// Starts the run, and waits until it is in the middle.
    private Running begin(LoopDisk disk, int bytes) {
        cli.variables.put("TOWPATH_STORE", disk.path().resolve("store").toString());
        var running = cli.start(
                "run", "Chain.java", "--folder", folder.toString(), "--bytes", "" + bytes, "--output", "json");
        assertThat(running.until(() -> marks().contains("s20"))).isTrue();
        return running;
    }

    private String marks() {
        try {
            return Files.exists(cli.path("marks")) ? Files.readString(cli.path("marks")) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ledger ledger(LoopDisk disk, String run) {
        try (var store = Towpath.reading(disk.path().resolve("store"))) {
            return new Ledger(store.events(new RunId(run), 1, Integer.MAX_VALUE));
        }
    }

    /// It goes on to its end, and what was done before is not done again.
    private void goesOn(LoopDisk disk, String run, Set<String> done) {
        assertThat(done).contains("s0", "s19");
        var resumed = cli.json("resume", "last").ok();
        assertThat(resumed.run()).isEqualTo(run);
        assertThat(resumed.get("status")).isEqualTo("SUCCEEDED");
        var executed = marks().lines().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(executed).hasSize(STEPS);
        assertThat(executed)
                .allSatisfy(
                        (step, times) -> assertThat(times).as(step).isLessThanOrEqualTo(done.contains(step) ? 1 : 2));
        cli.run("doctor").ok();
    }

    @Test
    @Guarantee({1, 2})
    void a_disk_that_files_fill_up() throws Exception {
        try (var disk = LoopDisk.of(folder, 40)) {
            disk.fill(6000);
            var running = begin(disk, 100_000);
            cli.write("gate", "");
            var ended = running.end();
            assertThat(ended.code()).as(ended::toString).isIn(1, 7);
            ended.says("disk-full", "then resume the run", "");
            var run = cli.json("show").ok().run();
            var done = ledger(disk, run).done;
            disk.empty();
            goesOn(disk, run, done);
        }
    }

    @Test
    @Guarantee({1, 2})
    void a_disk_on_which_another_program_leaves_no_room_for_the_journal() throws Exception {
        try (var disk = LoopDisk.of(folder, 40)) {
            var running = begin(disk, 64);
            var run = cli.json("show").ok().run();
            disk.fill(0);
            cli.write("gate", "");
            running.end().with(7).says("disk-full", "room", disk.path().toString());
            cli.json("resume", "last")
                    .with(7)
                    .says("disk-full", "room", disk.path().toString());
            disk.empty();
            var done = ledger(disk, run).done;
            goesOn(disk, run, done);
        }
    }

    @Test
    @Guarantee({1, 2})
    void a_disk_that_turns_read_only() throws Exception {
        try (var disk = LoopDisk.of(folder, 40)) {
            var running = begin(disk, 64);
            var run = cli.json("show").ok().run();
            var before = ledger(disk, run).done;
            disk.breaks();
            cli.write("gate", "");
            var ended = running.end();
            ended.with(7).says("store-not-writable", "only be read", disk.path().toString());
            cli.json("resume", "last")
                    .with(7)
                    .says("store-not-writable", "only be read", disk.path().toString());
            disk.repair();
            var done = ledger(disk, run).done;
            assertThat(done).containsAll(before);
            goesOn(disk, run, done);
        }
    }
}
