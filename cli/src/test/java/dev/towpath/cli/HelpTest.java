package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    @TempDir
    Path folder;

    static Iterable<String> names() {
        return Commands.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_command_explains_itself(String name) {
        var cli = new Cli(folder);
        assertThat(cli.run(name, "--help")).isZero();
        var help = cli.out();
        assertThat(help).startsWith("towpath " + name + " - ");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(125));
        Golden.check("help/" + name + ".txt", help);
        assertThat(cli.run("help", name)).isZero();
        assertThat(cli.out()).isEqualTo(help);
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_option_of_a_command_is_there_twice(String name) {
        var options = Commands.options(Commands.get(name).spec());
        assertThat(options.stream().map(Option::name)).doesNotHaveDuplicates();
        assertThat(options.stream().map(Option::letter).filter(letter -> !letter.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_unknown_option_is_refused_by_every_command(String name) {
        var cli = new Cli(folder);
        assertThat(cli.run(name, "--no-such-option")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("--no-such-option");
    }

    @Test
    void the_overview_lists_all_commands() {
        var cli = new Cli(folder);
        assertThat(cli.run()).isZero();
        Golden.check("help/overview.txt", cli.out());
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.out()).contains(Commands.NAMES);
    }

    @Test
    void an_unknown_command_is_refused_with_the_nearest_one() {
        var cli = new Cli(folder);
        assertThat(cli.run("grpah")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("there is no command 'grpah'", "Did you mean 'graph'?");
        assertThat(cli.run("help", "rnu")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void too_few_and_too_many_words_are_refused() {
        var cli = new Cli(folder);
        assertThat(cli.run("run")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("needs FILE");
        assertThat(cli.run("runs", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("'x' is too much");
    }

    @Test
    void version_names_towpath_and_java() {
        var cli = new Cli(folder);
        assertThat(cli.run("--version")).isZero();
        assertThat(cli.out()).startsWith("towpath ").contains("java ");
        assertThat(cli.run("version", "--output=json")).isZero();
        assertThat(cli.out()).contains("\"towpath\"", "\"java\"");
    }
}
