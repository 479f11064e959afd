package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Writes `docs/guarantees.md` from the tests that are marked with `@Guarantee`, and compares: run with
/// `-Dtowpath.update=true` to take a wanted change over.
class GuaranteesTest {
    private static final String SIMULATION = "docs/long/simulation.txt";

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final List<String> SENTENCES = List.of(
            "An acknowledged submission survives `kill -9` and power loss, and reaches a terminal state.",
            "A step that is recorded as succeeded is not executed again in that run unless someone asks.",
            "At most one result is accepted per attempt: results carry a fence; a late or second one is refused.",
            "Artifacts are immutable, and verified when they cross a trust boundary; corruption is an error that names"
                    + " the artifact.",
            "A cancel ends in `CANCELLED` only when the attempts are dead or fenced.",
            "A waiting run costs no thread, no process, no container, no connection.",
            "A run in flight survives an upgrade of the server; events are versioned.");

    private static final List<Integer> NOT_YET = List.of(4, 7);

    /// A test that tries to break something.
    private record Shown(int number, String module, String type, String sentence) {}

    @Test
    void the_document_says_which_tests_try_to_break_what_is_promised() throws IOException {
        var text = document();
        var file = Checkout.ROOT.resolve("docs").resolve("guarantees.md");

        if (Boolean.getBoolean("towpath.update")) Files.writeString(file, text);

        assertThat(file).exists().content().isEqualTo(text);
    }

    @Test
    void all_that_is_promised_is_shown_by_a_test_or_listed_as_not_yet_shown() {
        var numbers = shown().stream().map(Shown::number).distinct().sorted().toList();

        assertThat(numbers).doesNotContainAnyElementsOf(NOT_YET);
        for (var number = 1; number <= SENTENCES.size(); number++)
            assertThat(numbers.contains(number) || NOT_YET.contains(number))
                    .as("guarantee %s", number)
                    .isTrue();
    }

    private static List<Shown> shown() {
        var found = new ArrayList<Shown>();
        for (var source : Checkout.IT.sources()) {
            for (var method : source.methods()) {
                for (var mark : method.tree().getModifiers().getAnnotations()) {
                    if (!mark.getAnnotationType().toString().equals("Guarantee")) continue;
                    for (var number : numbers(mark))
                        found.add(new Shown(
                                number,
                                source.module(),
                                method.type().getSimpleName().toString(),
                                method.tree().getName().toString().replace('_', ' ')));
                }
            }
        }
        return found;
    }

    private static List<Integer> numbers(AnnotationTree mark) {
        return NUMBER.matcher(mark.getArguments().toString())
                .results()
                .map(found -> Integer.parseInt(found.group()))
                .toList();
    }

    private static String document() throws IOException {
        var text = new StringBuilder("""
            # What is promised, and which tests try to break it

            Written by `GuaranteesTest` from the annotations of the tests. The simulation plays the whole engine, with
            several processes, on a disk that forgets what was not synced, and checks 1, 2, 3, 5 and 6 after every
            commit and at the end of every history; 25 planted bugs show that it finds what it looks for.

            """);
        text.append("The last long run of the simulation: ").append(lastRun()).append("\n");
        for (var number = 1; number <= SENTENCES.size(); number++) section(number, text);
        return text.toString();
    }

    private static String lastRun() throws IOException {
        var file = Checkout.ROOT.resolve(SIMULATION);
        return Files.exists(file) ? Files.readString(file).strip() : "none yet.";
    }

    private static void section(int number, StringBuilder text) {
        text.append("\n## ")
                .append(number)
                .append(". ")
                .append(SENTENCES.get(number - 1))
                .append("\n\n");
        if (NOT_YET.contains(number)) {
            text.append("Not yet shown.\n");
            return;
        }
        var lines = new TreeMap<String, String>();
        for (var one : shown())
            if (one.number() == number)
                lines.put(
                        one.module() + one.type() + one.sentence(),
                        "- `" + one.module() + "` `" + one.type() + "`: " + one.sentence() + "\n");
        for (var line : lines.values()) text.append(line);
    }
}
