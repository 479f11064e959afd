package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The components of the input record as options, variables, settings and keys of a file, and which one wins.
@Timeout(180)
class InputsTest {
    private static final String SHOWS = Programs.of("Shows", """
        enum Colour { RED, GREEN }
        record Range(int from, int to) {}

        record Input(
                @Describe("Who is meant") @Default("default") String firstName,
                @Default("[]") List<Integer> sizes,
                @Default("RED") Colour colour,
                @Default("PT1S") Duration longest,
                Optional<Range> range,
                Optional<FileRef> photo,
                @Default("true") boolean loud,
                @Default("none") String output) {}

        record Out(String text) {}

        public static Pipeline<Input, Out> pipeline() {
            return Pipeline.<Input, Out>define("shows", Input.class, (p, in) -> {
                var file = p.step("file", Shows::file, in.get(Input::photo));
                var rest = p.step("rest", Shows::rest, in.get(Input::range), in.get(Input::loud), in.get(Input::output));
                return p.step("show", Shows::show, in.get(Input::firstName), in.get(Input::sizes),
                        in.get(Input::colour), in.get(Input::longest), file, rest);
            });
        }

        static String file(Optional<FileRef> photo) throws java.io.IOException {
            return photo.isEmpty() ? "no photo" : photo.get().name() + "=" + photo.get().readString();
        }

        static String rest(Optional<Range> range, boolean loud, String output) {
            return range.map(r -> r.from() + ".." + r.to()).orElse("all") + " " + loud + " " + output;
        }

        static Out show(String name, List<Integer> sizes, Colour colour, Duration longest, String file, String rest) {
            return new Out(name + " " + sizes + " " + colour + " " + longest + " " + file + " " + rest);
        }
        """);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
        cli.write("Shows.java", SHOWS);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private Object text(String... typed) {
        return ((Map<?, ?>) cli.json(typed).ok().get("output")).get("text");
    }

    @Test
    void without_any_every_component_has_its_default() {
        assertThat(text("run", "Shows.java")).isEqualTo("default [] RED PT1S no photo all true none");
    }

    @Test
    void every_type_as_an_option() {
        cli.write("cat.txt", "a cat");
        assertThat(text(
                        "run",
                        "Shows.java",
                        "--first-name",
                        "Ada L.",
                        "--sizes",
                        "1",
                        "--sizes",
                        "2",
                        "--colour",
                        "green",
                        "--longest",
                        "PT2M",
                        "--range",
                        "{\"from\": 1, \"to\": 5}",
                        "--photo",
                        "cat.txt",
                        "--loud",
                        "false",
                        "--in.output",
                        "text"))
                .isEqualTo("Ada L. [1, 2] GREEN PT2M cat.txt=a cat 1..5 false text");
        assertThat(text("run", "Shows.java", "--in.first-name=Ada", "--sizes", "[3,4]", "--in.photo", "cat.txt"))
                .isEqualTo("Ada [3, 4] RED PT1S cat.txt=a cat all true none");
    }

    @Test
    void the_same_from_a_file() {
        cli.write("cat.txt", "a cat");
        cli.write("all.yaml", """
            firstName: Ada
            sizes: [1, 2]
            colour: GREEN
            longest: PT2M
            range: {from: 1, to: 5}
            photo: cat.txt
            loud: false
            output: text
            """);
        assertThat(text("run", "Shows.java", "-f", "all.yaml"))
                .isEqualTo("Ada [1, 2] GREEN PT2M cat.txt=a cat 1..5 false text");
        cli.write("all.json", "{\"firstName\": \"Bob\", \"sizes\": [3], \"options\": {\"mode\": \"serial\"}}");
        assertThat(text("run", "Shows.java", "-f", "all.yaml", "-f", "all.json"))
                .asString()
                .startsWith("Bob [3] GREEN");
    }

    @Test
    void option_then_set_then_variable_then_file_then_default() {
        cli.write("in.yaml", "firstName: file\n");
        expect("default", "default");
        expect("file", "in.yaml", "-f", "in.yaml");
        cli.variables.put("TOWPATH_IN_FIRST_NAME", "variable");
        expect("variable", "TOWPATH_IN_FIRST_NAME", "-f", "in.yaml");
        expect("set", "--set", "-f", "in.yaml", "--set", "firstName=set");
        expect("option", "--first-name", "-f", "in.yaml", "--set", "firstName=set", "--first-name", "option");
    }

    private void expect(String value, String origin, String... typed) {
        var words = new String[typed.length + 2];
        words[1] = "Shows.java";
        System.arraycopy(typed, 0, words, 2, typed.length);
        words[0] = "plan";
        var inputs = (List<?>) cli.json(words).ok().get("inputs");
        var first = (Map<?, ?>) inputs.getFirst();
        assertThat(first.get("name")).isEqualTo("firstName");
        assertThat(first.get("value")).isEqualTo(value);
        assertThat(first.get("from")).asString().contains(origin);
        words[0] = "run";
        assertThat(text(words)).asString().startsWith(value + " ");
    }

    @Test
    void plan_shows_values_and_origins_and_makes_no_run() {
        cli.variables.put("TOWPATH_IN_COLOUR", "green");
        var plan = cli.run("plan", "Shows.java", "--first-name", "Ada").ok();
        assertThat(plan.out()).containsPattern("firstName +\\S+ +Ada +option --first-name");
        assertThat(plan.out()).containsPattern("colour +\\S+ +green +.*TOWPATH_IN_COLOUR");
        assertThat(plan.out()).containsPattern("longest +\\S+ +PT1S +default");
        assertThat(cli.store()).doesNotExist();
    }

    @Test
    void the_help_of_a_file_lists_its_inputs() {
        var help = cli.run("run", "Shows.java", "--help").ok();
        assertThat(help.out()).contains("--first-name", "--sizes", "--in.output", "Who is meant", "default", "--mode");
    }

    @Test
    void all_modes_give_equal_results() {
        cli.write("Parts.java", Programs.PARTS);
        var digests = new java.util.TreeSet<String>();
        for (var mode : List.of("serial", "parallel", "batch=1", "batch=7", "batch=1000")) {
            var run = cli.json("run", "Parts.java", "--count", "50", "--mode", mode)
                    .ok();
            digests.add(String.valueOf(((Map<?, ?>) run.get("output")).get("digest")));
            assertThat(run.units("make", "SUCCEEDED")).isEqualTo(50);
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void only_one_step_from_what_an_earlier_run_has_stored() {
        cli.write("Gated.java", Programs.GATED);
        cli.write("gate", "");
        var whole = cli.json("run", "Gated.java", "--folder", folder.toString()).ok();
        var only = cli.json("run", "Gated.java", "--folder", folder.toString(), "--only", "second")
                .ok();
        assertThat(only.run()).isNotEqualTo(whole.run());
        assertThat(only.get("status")).isEqualTo("SUCCEEDED");
        assertThat(only.step("second").get("status")).isEqualTo("SUCCEEDED");
        assertThat(cli.path("marks")).hasContent("first\nsecond\nsecond");
        assertThat(cli.run("artifacts", "cat", "gated/second/output").ok().out())
                .contains("first second");
        var typo = cli.json("run", "Gated.java", "--folder", folder.toString(), "--only", "secnd");
        assertThat(typo.code()).as(typo::toString).isIn(2, 6);
        assertThat(typo.err()).contains("second");
    }

    @Test
    void settings_have_origins_too() {
        cli.write("towpath.yaml", "mode: serial\n");
        cli.variables.put("TOWPATH_CPU_SLOTS", "1");
        var config = (Map<?, ?>) cli.json("config").ok().json();
        assertThat(((Map<?, ?>) config.get("mode")).get("from")).asString().contains("towpath.yaml");
        assertThat(((Map<?, ?>) config.get("cpu-slots")).get("from")).asString().contains("TOWPATH_CPU_SLOTS");
        assertThat(cli.run("config", "explain", "mode").ok().out())
                .contains("serial", "towpath.yaml", "--mode", "TOWPATH_MODE");
        assertThat(Json.parse(cli.json("config", "explain", "store").ok().out()))
                .isNotNull();
    }
}
