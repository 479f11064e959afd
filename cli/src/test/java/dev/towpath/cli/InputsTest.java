package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.InvalidInput;
import dev.towpath.plan.Input;
import dev.towpath.value.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the inputs of a run come from.
class InputsTest {
    private static final Input INPUT = new Input(
            "P$Input",
            List.of(
                    component("imageDir", "dev.towpath.FolderRef"),
                    component("top", "java.lang.Integer"),
                    component("tags", "java.util.List<java.lang.String>"),
                    component("dryRun", "java.lang.Boolean"),
                    component("store", "java.lang.String")));

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private static Input.Component component(String name, String type) {
        return new Input.Component(name, type, "", name.equals("top") ? null : "x", null, null);
    }

    private Given tree(Object tree, String file) {
        return new Given.Tree(tree, file, folder);
    }

    private GivenInputs given(String... typed) {
        var all = new ArrayList<>(List.of("P.java"));
        all.addAll(List.of(typed));
        var own = Commands.options(Commands.get("run").spec());
        return GivenInputs.collect(INPUT, cli.context(all.toArray(String[]::new)), own);
    }

    @Test
    void option_outweighs_set_outweighs_variable_outweighs_file_outweighs_default() {
        assertThat(given().origins()).containsEntry("top", "missing").containsEntry("imageDir", "default");
        cli.write("in.yaml", "imageDir: of-file\n");
        assertThat(given("-f", "in.yaml").values()).containsEntry("imageDir", tree("of-file", "in.yaml"));
        cli.variables.put("TOWPATH_IN_IMAGE_DIR", "of-variable");
        assertThat(given("-f", "in.yaml").values())
                .containsEntry("imageDir", new Given.Text("of-variable", "variable TOWPATH_IN_IMAGE_DIR"));
        var set = new String[] {"-f", "in.yaml", "--set", "imageDir=of-set"};
        assertThat(given(set).values()).containsEntry("imageDir", new Given.Text("of-set", "--set imageDir"));
        var option = given("-f", "in.yaml", "--set", "imageDir=of-set", "--image-dir", "of-option");
        assertThat(option.values()).containsEntry("imageDir", new Given.Text("of-option", "option --image-dir"));
        assertThat(option.origins()).containsEntry("imageDir", "option --image-dir");
    }

    @Test
    void relative_paths_in_a_file_are_relative_to_its_folder() {
        cli.write("sub/in.yaml", "imageDir: pictures\noptions:\n  store: kept\n  cache: ~/c\n");
        assertThat(given("-f", "sub/in.yaml").values())
                .containsEntry("imageDir", new Given.Tree("pictures", "sub/in.yaml", folder.resolve("sub")));
        var settings = cli.context("-f", "sub/in.yaml").settings();
        assertThat(settings.path(Setting.STORE)).isEqualTo(folder.resolve("sub/kept"));
        assertThat(settings.path(Setting.CACHE)).isEqualTo(folder.resolve("home/c"));
        assertThat(cli.context("-f", "sub/in.yaml", "--store", "mine")
                        .settings()
                        .path(Setting.STORE))
                .isEqualTo(folder.resolve("mine"));
    }

    @Test
    void a_later_file_outweighs_an_earlier_one() {
        cli.write("a.yaml", "top: 1\nimageDir: a\n");
        cli.write("b.json", "{\"top\": 2}");
        var given = given("-f", "a.yaml", "-f", "b.json");
        assertThat(given.values()).containsEntry("top", tree(2L, "b.json"));
        assertThat(given.values()).containsEntry("imageDir", tree("a", "a.yaml"));
    }

    @Test
    void in_dot_name_always_means_the_component_and_ours_wins_otherwise() {
        assertThat(given("--in.store", "theirs", "--store", "ours").values())
                .containsEntry("store", new Given.Text("theirs", "option --in.store"));
        assertThat(given("--in.imageDir", "a").values()).containsKey("imageDir");
        assertThat(given("--in.image-dir", "a").values()).containsKey("imageDir");
    }

    @Test
    void a_list_is_many_words_or_the_option_again() {
        assertThat(given("--tags", "a", "b", "--tags=c").values())
                .containsEntry("tags", new Given.Text(List.of("a", "b", "c"), "option --tags"));
    }

    @Test
    void a_boolean_option_alone_is_true() {
        assertThat(given("--dry-run").values()).containsEntry("dryRun", new Given.Text("true", "option --dry-run"));
        assertThat(given("--dry-run", "false").values())
                .containsEntry("dryRun", new Given.Text("false", "option --dry-run"));
    }

    @Test
    void what_belongs_to_nothing_is_refused() {
        assertThatThrownBy(() -> given("--image-dri", "a"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("Did you mean '--image-dir'?");
        assertThatThrownBy(() -> given("--top", "1", "2"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("'2'");
        assertThatThrownBy(() -> given("--top")).isInstanceOf(UsageError.class).hasMessageContaining("--top N");
        assertThatThrownBy(() -> given("--set", "top"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("NAME=VALUE");
    }

    @Test
    void unknown_names_of_set_and_files_are_kept_to_be_told_with_all_that_is_wrong() {
        cli.write("in.yaml", "topp: 1\n");
        assertThat(given("-f", "in.yaml", "--set", "tgas=1").values()).containsKeys("topp", "tgas");
    }

    @Test
    void answers_and_options_are_reserved() {
        assertThatThrownBy(() -> given("--set", "options=1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--in.options");
        cli.write("in.yaml", "answers:\n  pick: x\n");
        assertThatThrownBy(() -> given("-f", "in.yaml"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("asks nothing");
        cli.write("in.yaml", "options:\n  mdoe: serial\n");
        assertThatThrownBy(() -> given("-f", "in.yaml"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Did you mean 'mode'?");
        cli.write("in.yaml", "options:\n  mode: serial\n  key: k1\n");
        assertThat(cli.context("-f", "in.yaml").files().option("key")).isEqualTo("k1");
    }

    @Test
    void a_file_that_can_not_be_read_is_an_invalid_input_with_its_name() {
        for (var wrong : List.of(
                "none.yaml",
                ".",
                cli.write("broken.yaml", "a: [\n"),
                cli.write("list.yaml", "- a\n"),
                cli.write("broken.json", "{"),
                cli.write("twice.yaml", "a: 1\na: 2\n"))) {
            assertThatThrownBy(() -> given("-f", wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            InvalidInput.class, e -> assertThat(e.at()).startsWith(wrong));
        }
    }

    @Test
    void yaml_makes_plain_data_only_and_no_is_a_text() {
        cli.write("in.yaml", "imageDir: no\ntop: 1_000\ntags: [a, b]\n");
        var values = given("-f", "in.yaml").values();
        assertThat(values).containsEntry("imageDir", tree("no", "in.yaml"));
        assertThat(values).containsEntry("tags", tree(List.of("a", "b"), "in.yaml"));
        cli.write("evil.yaml", "top: !!java.net.URL [http://example.org]\n");
        assertThatThrownBy(() -> given("-f", "evil.yaml")).isInstanceOf(InvalidInput.class);
    }
}
