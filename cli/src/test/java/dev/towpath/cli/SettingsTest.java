package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.embedded.Mode;
import dev.towpath.embedded.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Made from the list of settings: a new one is tested without another line.
class SettingsTest {
    @TempDir
    Path folder;

    /// A value that is not the default; the n-th of some.
    private static String value(Setting setting, int n) {
        return switch (setting.kind) {
            case PATH -> "folder" + n;
            case STORE -> n % 2 == 0 ? "folder" : "postgresql://user@host:5432/runs";
            case MODE -> n == 0 ? "serial" : "batch=" + n;
            case COUNT -> Integer.toString(100 + n);
            case SIZE -> 10 + n + "MB";
            case POOLS -> "gpu=" + (n + 1);
            case DURATION -> 20 + n + "s";
            case OUTPUT -> n % 2 == 0 ? "json" : "text";
            case WHEN -> n % 2 == 0 ? "never" : "always";
            case SYMBOLS -> n % 2 == 0 ? "ascii" : "unicode";
            case PROGRESS -> n % 2 == 0 ? "none" : "plain";
        };
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_place_gives_way_to_the_weightier_one(Setting setting) {
        var cli = new Cli(folder);
        var key = setting.key();
        assertThat(found(cli, setting).origin()).isEqualTo("default");

        cli.write("home/.config/towpath/config.yaml", key + ": " + value(setting, 0) + "\n");
        assertThat(found(cli, setting).text()).isEqualTo(value(setting, 0));
        assertThat(found(cli, setting).origin()).contains("config.yaml");

        cli.write(".towpath.yaml", key + ": " + value(setting, 1) + "\n");
        assertThat(found(cli, setting)).isEqualTo(new Settings.Found(value(setting, 1), ".towpath.yaml"));

        cli.write("in.yaml", "options:\n  " + key + ": " + value(setting, 2) + "\n");
        assertThat(found(cli, setting, "-f", "in.yaml"))
                .isEqualTo(new Settings.Found(value(setting, 2), "in.yaml, options"));

        cli.variables.put(setting.variable(), value(setting, 3));
        assertThat(found(cli, setting, "-f", "in.yaml"))
                .isEqualTo(new Settings.Found(value(setting, 3), "variable " + setting.variable()));

        assertThat(found(cli, setting, "-f", "in.yaml", "--" + key, value(setting, 4)))
                .isEqualTo(new Settings.Found(value(setting, 4), "option --" + key));
    }

    private static Settings.Found found(Cli cli, Setting setting, String... typed) {
        return cli.context(typed).settings().found(setting);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_value_that_does_not_fit_is_refused_and_the_key_and_the_place_are_named(Setting setting) {
        if (setting.kind == Setting.Kind.PATH || setting.kind == Setting.Kind.STORE) return;
        var cli = new Cli(folder);
        cli.variables.put(setting.variable(), "?nonsense?");
        assertThat(cli.run("config")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains(setting.key(), "?nonsense?", setting.kind.words, setting.variable());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void config_explain_says_meaning_value_origin_and_type(Setting setting) {
        var cli = new Cli(folder);
        cli.variables.put(setting.variable(), value(setting, 1));
        assertThat(cli.run("config", "explain", setting.key(), "--output", "text", "--color", "never"))
                .isZero();
        assertThat(cli.out())
                .contains(setting.key(), setting.meaning, setting.kind.words, "--" + setting.key(), setting.variable());
        assertThat(cli.run("config", "--output", "json")).isZero();
        assertThat(cli.out()).contains("\"" + setting.key() + "\"");
    }

    @Test
    void the_url_of_a_database_is_shown_without_its_password() {
        var cli = new Cli(folder);

        assertThat(cli.run("config", "--store", "postgresql://ann:hunter2@db/runs"))
                .isZero();
        assertThat(cli.out()).contains("postgresql://ann@db:5432/runs").doesNotContain("hunter2");
        assertThat(cli.run(
                        "config",
                        "explain",
                        "store",
                        "--store",
                        "postgresql://ann:hunter2@db/runs",
                        "--output",
                        "json"))
                .isZero();
        assertThat(cli.out()).doesNotContain("hunter2");
        assertThat(cli.run("runs", "--store", "postgresql://ann:hunter2@")).isNotZero();
        assertThat(cli.out() + cli.err())
                .contains("postgresql://user@host:5432/database")
                .doesNotContain("hunter2");
    }

    /// The switch makes sure that a new key is asked for its effect.
    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_key_has_an_effect(Setting setting) {
        var cli = new Cli(folder);
        cli.terminal = new FakeTerminal();
        var key = "--" + setting.key();
        switch (setting) {
            case STORE ->
                assertThat(cli.context(key, "elsewhere").store())
                        .isEqualTo(StoreLocation.folder(folder.resolve("elsewhere")));
            case ARTIFACTS ->
                assertThat(cli.context("--store", "postgresql://ann@db/runs", key, "kept")
                                .store()
                                .files())
                        .isEqualTo(folder.resolve("kept"));
            case CACHE ->
                assertThat(cli.context(key, "kept").settings().path(Setting.CACHE))
                        .isEqualTo(folder.resolve("kept"));
            case MODE ->
                assertThat(cli.context(key, "batch=7").settings().mode()).isEqualTo(Mode.batch(7));
            case CPU_SLOTS ->
                assertThat(cli.context(key, "3").settings().towpathOptions().cpuSlots())
                        .isEqualTo(3);
            case MEMORY ->
                assertThat(cli.context(key, "2GB").settings().towpathOptions().memoryBytes())
                        .isEqualTo(2L << 30);
            case POOLS ->
                assertThat(cli.context(key, "gpu=2,net=1")
                                .settings()
                                .towpathOptions()
                                .pools())
                        .containsEntry("gpu", 2)
                        .containsEntry("net", 1);
            case GRACE ->
                assertThat(cli.context(key, "3s").settings().towpathOptions().grace())
                        .isEqualTo(Duration.ofSeconds(3));
            case LOG_LIMIT ->
                assertThat(cli.context(key, "1MB").settings().towpathOptions().logBytes())
                        .isEqualTo(1L << 20);
            case OUTPUT -> assertThat(cli.context(key, "json").json()).isTrue();
            case COLOR -> {
                assertThat(cli.context(key, "auto").settings().outStyle().colour())
                        .isTrue();
                assertThat(cli.context(key, "never").settings().outStyle().colour())
                        .isFalse();
                cli.variables.put("NO_COLOR", "1");
                assertThat(cli.context(key, "auto").settings().outStyle().colour())
                        .isFalse();
                assertThat(cli.context(key, "always").settings().outStyle().colour())
                        .isTrue();
            }
            case SYMBOLS ->
                assertThat(cli.context(key, "ascii").settings().outStyle().unicode())
                        .isFalse();
            case PROGRESS ->
                assertThat(cli.context(key, "none").settings().text(setting)).isEqualTo("none");
        }
    }

    @Test
    void an_unknown_key_of_a_configuration_file_is_refused_with_the_file_and_the_nearest_key() {
        var cli = new Cli(folder);
        cli.write("towpath.yaml", "cpu-slot: 3\n");
        assertThat(cli.run("runs")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("cpu-slot", "towpath.yaml", "Did you mean 'cpu-slots'?");
    }

    @Test
    void a_broken_configuration_file_is_refused_with_its_line() {
        var cli = new Cli(folder);
        cli.write(".towpath.yaml", "mode: serial\nstore: [\n");
        assertThat(cli.run("runs")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("not valid YAML", ".towpath.yaml:");
    }

    @Test
    void two_configuration_files_in_one_folder_are_refused() {
        var cli = new Cli(folder);
        cli.write(".towpath.yaml", "mode: serial\n");
        cli.write("towpath.yaml", "mode: serial\n");
        assertThatThrownBy(cli::context).isInstanceOf(UsageError.class).hasMessageContaining("both there");
    }

    @Test
    void pools_may_be_written_as_a_map() {
        var cli = new Cli(folder);
        cli.write("towpath.yaml", "pools:\n  gpu: 2\n  net: 1\n");
        assertThat(cli.context().settings().towpathOptions().pools()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE,1,true",
        "SIZE,4GB,true",
        "SIZE,4 GiB,true",
        "SIZE,4XB,false",
        "SIZE,0,false",
        "SIZE,-1,false",
        "SIZE,9999999999GB,false",
        "DURATION,10s,true",
        "DURATION,5min,true",
        "DURATION,10,false",
        "DURATION,s,false",
        "MODE,batch=3,true",
        "MODE,batch=0,false",
        "MODE,fast,false",
        "COUNT,1,true",
        "COUNT,0,false",
        "COUNT,2000000,false",
        "POOLS,'',true",
        "POOLS,a=1,true",
        "POOLS,a,false",
        "POOLS,a=0,false",
        "POOLS,=1,false",
        "POOLS,'a=1,',false"
    })
    void values_are_checked(Setting.Kind kind, String text, boolean fits) {
        assertThat(SettingValues.fits(kind, text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "HOME,/people/ada,/people/ada/.cache/towpath",
        "XDG_CACHE_HOME,/var/cache,/var/cache/towpath",
        "LOCALAPPDATA,/people/ada/Local,/people/ada/Local/towpath/cache"
    })
    void the_cache_lies_where_each_system_wants_it(String variable, String value, String expected) {
        var cli = new Cli(folder);
        cli.variables.put(variable, value);
        if (variable.equals("LOCALAPPDATA")) cli.variables.put("SystemRoot", "C:\\Windows");
        assertThat(UserFolders.cache(cli.env()).toString().replace('\\', '/')).endsWith(expected);
    }
}
