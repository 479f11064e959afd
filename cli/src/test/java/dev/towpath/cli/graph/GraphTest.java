package dev.towpath.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.cli.Golden;
import dev.towpath.plan.Plan;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTest {
    static Stream<Plan> plans() {
        return Stream.of(Plans.one(), Plans.census(), Plans.crossing(), Plans.everything());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void every_form_is_the_golden_one(Plan plan) {
        var graph = Graph.of(plan);
        Golden.check("graph/" + plan.name() + ".txt", graph.text(true, 0));
        Golden.check("graph/" + plan.name() + ".ascii.txt", graph.text(false, 0));
        Golden.check("graph/" + plan.name() + ".mmd", graph.mermaid());
        Golden.check("graph/" + plan.name() + ".dot", graph.dot());
        Golden.check("graph/" + plan.name() + ".svg", graph.svg());
    }

    @Test
    void what_is_too_wide_to_draw_becomes_a_list() {
        Golden.check("graph/narrow.txt", Graph.of(Plans.everything()).text(true, 40));
    }

    @Test
    void an_ascii_drawing_has_no_other_characters() {
        assertThat(Graph.of(Plans.everything()).text(false, 0)).matches("[\\x00-\\x7f]*");
        assertThat(Graph.of(Plans.everything()).text(false, 20)).matches("[\\x00-\\x7f]*");
    }

    @Test
    void an_svg_is_well_formed_whatever_the_names() throws Exception {
        var p = new Plans();
        var plan = p.plan("a<b>&\"c\"", p.step("x<y>&", Plans.input("\"q\"")));
        var svg = Graph.of(plan).svg();
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void labels_of_lines_that_end_in_one_box_lie_apart() {
        var places = Pattern.compile("class=\"label\" x=\"(\\d+)\" y=\"(\\d+)\"")
                .matcher(Graph.of(Plans.everything()).svg())
                .results()
                .map(label -> label.group(1) + " " + label.group(2))
                .toList();
        assertThat(places).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void boxes_never_overlap_and_every_step_is_drawn() {
        for (var seed = 0; seed < 200; seed++) {
            var plan = random(new Random(seed));
            var layout = Layout.of(Graph.of(plan));
            for (var layer : layout.layers) {
                for (var i = 1; i < layer.size(); i++) {
                    var before = layer.get(i - 1);
                    assertThat(layer.get(i).left()).as("seed " + seed).isGreaterThan(before.left() + before.width);
                }
            }
            var text = Graph.of(plan).text(true, 0);
            for (var node : plan.nodes()) assertThat(text).as("seed " + seed).contains(node.name());
        }
    }

    private static Plan random(Random random) {
        var p = new Plans();
        var size = 1 + random.nextInt(14);
        for (var i = 0; i < size; i++) {
            var inputs = new java.util.ArrayList<>(java.util.List.of(Plans.input("x")));
            for (var j = 0; j < i; j++) if (random.nextInt(3) == 0) inputs.add(p.whole(j));
            p.step("step" + i, inputs.toArray(dev.towpath.plan.Ref[]::new));
        }
        return p.plan("random", size - 1);
    }
}
