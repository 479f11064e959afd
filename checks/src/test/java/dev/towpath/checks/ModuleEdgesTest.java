package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// The list of modules and of what each may use. An edge that is not here does not exist.
class ModuleEdgesTest {
    private static final String NULLS = "org.jspecify:jspecify";

    private static final Map<String, Set<String>> EDGES = Map.of(
            "core", Set.of(NULLS),
            "spi", Set.of("core", NULLS),
            "engine", Set.of("core", "spi", NULLS),
            "store",
                    Set.of(
                            "core",
                            "spi",
                            NULLS,
                            "org.xerial:sqlite-jdbc",
                            "org.postgresql:postgresql",
                            "org.checkerframework:checker-qual"),
            "embedded", Set.of("core", "spi", "engine", "store", NULLS),
            "cli", Set.of("core", "embedded", NULLS, "info.picocli:picocli", "org.snakeyaml:snakeyaml-engine"),
            "testkit",
                    Set.of(
                            "core",
                            "spi",
                            "engine",
                            NULLS,
                            "org.junit.jupiter:junit-jupiter-api",
                            "org.assertj:assertj-core"),
            "examples", Set.of("core", "embedded", NULLS),
            "bench", Set.of("core", "embedded", "cli", NULLS),
            "checks", Set.of());

    @Test
    void main_code_uses_only_the_listed_modules_and_libraries() throws Exception {
        var wrong = new ArrayList<String>();
        for (var module : EDGES.keySet()) {
            for (var used : dependencies(module, false)) {
                if (!EDGES.get(module).contains(used)) {
                    wrong.add(
                            module + "/pom.xml: " + module + " may not use " + used + "; ARCHITECTURE.md has the list");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void tests_use_testkit_and_nothing_else_of_ours() throws Exception {
        var wrong = new ArrayList<String>();
        for (var module : EDGES.keySet()) {
            if (module.equals("checks")) continue;
            for (var used : dependencies(module, true)) {
                if (EDGES.containsKey(used) && !used.equals("testkit"))
                    wrong.add(module + "/pom.xml: tests use " + used);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_build_has_the_listed_modules_and_no_other() throws Exception {
        var modules = new TreeSet<>(texts("pom.xml", "module"));
        modules.remove("checks/format");

        assertThat(modules).isEqualTo(new TreeSet<>(EDGES.keySet()));
    }

    private static List<String> dependencies(String module, boolean tests) throws Exception {
        var found = new ArrayList<String>();
        var nodes = root(module + "/pom.xml").getElementsByTagName("dependency");
        for (var i = 0; i < nodes.getLength(); i++) {
            var dependency = (Element) nodes.item(i);
            var scope = text(dependency, "scope");
            if (scope.equals("test") != tests) continue;
            var artifact = text(dependency, "artifactId");
            var group = text(dependency, "groupId");
            found.add(group.equals("dev.towpath") ? artifact.replace("towpath-", "") : group + ":" + artifact);
        }
        return found;
    }

    private static List<String> texts(String pom, String tag) throws Exception {
        var found = new ArrayList<String>();
        var nodes = root(pom).getElementsByTagName(tag);
        for (var i = 0; i < nodes.getLength(); i++) found.add(nodes.item(i).getTextContent());
        return found;
    }

    private static String text(Element parent, String tag) {
        var nodes = parent.getElementsByTagName(tag);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
    }

    private static Element root(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Checkout.ROOT.resolve(pom).toFile())
                .getDocumentElement();
    }
}
