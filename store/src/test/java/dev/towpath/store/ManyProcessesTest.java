package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunQuery;
import dev.towpath.testkit.SampleRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes that commit to one file at the same time.
final class ManyProcessesTest {
    private static final int PROCESSES = 8;
    private static final int COMMITS = 200;

    @TempDir
    Path folder;

    @Test
    void eight_processes_commit_to_one_new_file_and_none_is_turned_away() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var file = folder.resolve("towpath.db");
        var all = new ArrayList<Process>();
        for (var i = 0; i < PROCESSES; i++)
            all.add(new ProcessBuilder(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            file.toString(),
                            String.valueOf(i))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        try {
            for (var process : all) assertThat(process.getInputStream().read()).isEqualTo('!');
            for (var process : all) process.getOutputStream().close(); // now
            for (var process : all) {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            for (var process : all) process.destroyForcibly();
        }
        try (var journal = SqliteJournal.open(file)) {
            assertThat(journal.runs(new RunQuery(null, Set.of(), null, null, 9)))
                    .hasSize(PROCESSES);
            for (var i = 0; i < PROCESSES; i++)
                assertThat(journal.events(SampleRows.id(i), 1, 2 * COMMITS)).hasSize(COMMITS);
        }
    }

    /// Opens the file, waits for the others, and commits.
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            var run = SampleRows.run(Integer.parseInt(args[1]));
            try (var journal = SqliteJournal.open(Path.of(args[0]))) {
                journal.commit(List.of(new Entry.NewRun(run)));
                System.out.print('!');
                System.out.flush();
                System.in.read();
                for (var seq = 1; seq <= COMMITS; seq++)
                    journal.commit(List.of(
                            new Entry.Events(SampleRows.events(run.id(), seq, 1)),
                            new Entry.RunChanged(SampleRows.with(run, Status.RUNNING)),
                            new Entry.StepChanged(SampleRows.step(run.id(), seq, Status.SUCCEEDED))));
            }
        }
    }
}
