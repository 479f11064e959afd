package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `towpath doctor` on sound stores and on damaged ones.
class DoctorTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void a_store_with_one_run() {
        cli = new Cli(folder);
        cli.write("Hello.java", Sources.hello());
        assertThat(cli.run("run", "Hello.java")).isZero();
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".towpath/towpath.db"));
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    @Test
    void a_sound_store_is_looked_at_part_by_part() {
        assertThat(cli.run("doctor")).as(cli.out()).isZero();
        assertThat(cli.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "ok store .towpath: 1 run",
                        "ok database whole, every row refers to one that is there",
                        "ok histories events without gaps",
                        "ok rows 1 run as the events tell",
                        "ok content 1 blob, there and unchanged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE run SET status = 'RUNNING', output = NULL | rows      | says RUNNING",
                "DELETE FROM step                                  | rows      | the row of step 'greet'",
                "UPDATE run SET seq = 1000                         | histories | its row counts 1000 events"
            })
    void what_the_events_contradict_is_found_and_repaired(String damage, String part, String what) throws Exception {
        sql(damage);
        assertThat(cli.run("doctor")).isEqualTo(ExitCode.STORE);
        assertThat(cli.out()).contains("fail", part, what, "towpath doctor --repair");

        assertThat(cli.run("doctor", "--repair")).as(cli.out()).isZero();
        assertThat(cli.out()).containsPattern("repair +made the rows of run r-\\w+ from its \\d+ events anew");

        assertThat(cli.run("doctor", "--repair")).isZero();
        assertThat(cli.out()).contains("nothing that could be mended without a doubt");
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(cli.out()).contains("Hello, Ada!");
    }

    @Test
    void a_history_with_a_gap_is_told_and_not_touched() throws Exception {
        sql("DELETE FROM event WHERE seq = 1");
        assertThat(cli.run("doctor", "--repair", "--output", "json")).isEqualTo(ExitCode.STORE);
        var failed = ((List<?>) Json.parse(cli.out()))
                .stream()
                        .map(check -> (Map<?, ?>) check)
                        .filter(check -> check.get("verdict").equals("FAIL"));
        assertThat(failed)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.get("advice").toString()).isNotEmpty())
                .anySatisfy(
                        check -> assertThat(check.get("found").toString()).contains("event 1 is missing", "run r-"));
    }

    @Test
    void missing_content_is_named() throws Exception {
        try (var blobs = Files.walk(folder.resolve(".towpath/artifacts/blobs"))) {
            for (var blob : blobs.filter(Files::isRegularFile).toList()) Files.delete(blob);
        }
        assertThat(cli.run("doctor")).isEqualTo(ExitCode.STORE);
        assertThat(cli.out()).containsPattern("fail +content +content \\w+ is missing \\[the code of run r-\\w+\\]");
    }

    @Test
    void a_backup_is_a_store_and_says_what_is_not_in_it() {
        assertThat(cli.run("doctor", "--backup", "copy/towpath.db")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("the folder for the backup does not exist");

        assertThat(folder.resolve("copy").toFile().mkdir()).isTrue();
        assertThat(cli.run("doctor", "--backup", "copy/towpath.db"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).startsWith("copy/towpath.db  ");
        assertThat(cli.err()).contains("Not in it: files and large values", ".towpath/artifacts");

        assertThat(cli.run("runs", "--store", "copy", "--output", "json")).isZero();
        assertThat(cli.out()).contains("SUCCEEDED");

        assertThat(cli.run("doctor", "--backup", "copy/towpath.db")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("there is a file with the name of the backup", "Give another name");
    }

    @Test
    void a_backup_as_json_names_file_size_and_what_is_not_in_it() {
        assertThat(cli.run("doctor", "--backup", "monday.db", "--output", "json"))
                .isZero();
        var backup = (Map<?, ?>) Json.parse(cli.out());
        assertThat(backup.get("file")).isEqualTo(folder.resolve("monday.db").toString());
        assertThat(backup.get("size")).isInstanceOf(Number.class);
        assertThat(backup.get("notInIt"))
                .isEqualTo(folder.resolve(".towpath/artifacts").toString());
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void a_store_that_is_not_there_can_not_be_copied() {
        assertThat(cli.run("doctor", "--store", "none", "--backup", "copy.db")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("there is no store in this folder");
    }
}
