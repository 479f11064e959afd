package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Writes all pairs of states and moves into docs/states.md, and compares: run with `-Dtowpath.update=true` to take a
/// wanted change over.
final class TransitionsTest {
    private static final List<Status> RUN = List.of(
            Status.CREATED,
            Status.QUEUED,
            Status.RUNNING,
            Status.WAITING,
            Status.SUCCEEDED,
            Status.FAILED,
            Status.CANCELLING,
            Status.CANCELLED);
    private static final List<Status> STEP = List.of(
            Status.CREATED,
            Status.QUEUED,
            Status.RUNNING,
            Status.WAITING,
            Status.SUCCEEDED,
            Status.CACHED,
            Status.SKIPPED,
            Status.FAILED,
            Status.CANCELLING,
            Status.CANCELLED);
    private static final List<Status> ATTEMPT = List.of(
            Status.QUEUED,
            Status.RUNNING,
            Status.SUCCEEDED,
            Status.FAILED,
            Status.CANCELLING,
            Status.CANCELLED,
            Status.LOST);

    private static final String HEAD = """
        # States

        Written by `TransitionsTest` from the tables of the engine; do not edit.

        A cell is the state that follows; *late* is news that was right when it was sent and changes nothing any more;
        an empty cell is refused, because whoever asks for it has made a mistake.
        """;

    @Test
    void the_tables_are_those_of_the_document() throws IOException {
        var text = HEAD
                + table("Run", RUN, Transitions.RunMove.values(), Transitions::run)
                + table("Step and unit", STEP, Transitions.StepMove.values(), Transitions::step)
                + table("Attempt", ATTEMPT, Transitions.AttemptMove.values(), Transitions::attempt);
        var document = root().resolve("docs").resolve("states.md");
        if (Boolean.getBoolean("towpath.update")) {
            Files.createDirectories(document.getParent());
            Files.writeString(document, text);
        }
        assertThat(document).exists().content().isEqualTo(text);
    }

    private static Path root() {
        var configured = System.getProperty("towpath.root");
        return configured == null ? Path.of("").toAbsolutePath().getParent() : Path.of(configured);
    }

    private static <M extends Enum<M>> String table(
            String kind, List<Status> states, M[] moves, BiFunction<Status, M, Ruling> rules) {
        var rows = new ArrayList<String>();
        rows.add("| from | " + Arrays.stream(moves).map(TransitionsTest::words).collect(Collectors.joining(" | "))
                + " |");
        rows.add("|---".repeat(moves.length + 1) + "|");
        for (var state : states) {
            var cells = Arrays.stream(moves).map(move -> cell(rules.apply(state, move)));
            rows.add("| " + state + " | " + cells.collect(Collectors.joining(" | ")) + " |");
        }
        return "\n## " + kind + "\n\n" + String.join("\n", rows) + "\n";
    }

    private static String words(Enum<?> move) {
        return move.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String cell(Ruling ruling) {
        return switch (ruling) {
            case Ruling.To(var status) -> status.name();
            case Ruling.Late _ -> "*late*";
            case Ruling.Refused _ -> "";
        };
    }

    @Test
    void a_state_that_a_kind_does_not_know_refuses_every_move() {
        for (var status : Status.values()) {
            if (!RUN.contains(status))
                assertThat(Transitions.allowedForRun(status)).isEmpty();
            if (!STEP.contains(status))
                assertThat(Transitions.allowedForStep(status)).isEmpty();
            if (!ATTEMPT.contains(status))
                assertThat(Transitions.allowedForAttempt(status)).isEmpty();
        }
    }

    @Test
    void no_move_leaves_a_terminal_state_but_resume_a_new_owner_and_new_code() {
        for (var status : Status.values()) {
            if (!status.isTerminal()) continue;
            assertThat(Transitions.allowedForRun(status))
                    .isSubsetOf(Transitions.RunMove.RESUME, Transitions.RunMove.TAKE_OVER, Transitions.RunMove.REPLACE);
            assertThat(Transitions.allowedForStep(status)).isSubsetOf(Transitions.StepMove.RESUME);
            assertThat(Transitions.allowedForAttempt(status)).isEmpty();
        }
    }

    @Test
    void a_refused_pair_says_what_is_allowed() {
        assertThatThrownBy(() -> Transitions.next(Status.SUCCEEDED, Transitions.RunMove.RESUME))
                .hasMessage("a run that is SUCCEEDED can not RESUME; allowed are []");
        assertThatThrownBy(() -> Transitions.next(Status.WAITING, Transitions.StepMove.START))
                .hasMessage("a step that is WAITING can not START; allowed are [WAKE, FAIL, ASK_CANCEL, SETTLE]");
    }

    @Test
    void every_pair_is_decided_the_same_way_by_the_table_and_by_next() {
        for (var status : Status.values())
            for (var move : Transitions.StepMove.values())
                if (Transitions.step(status, move) instanceof Ruling.To(var to))
                    assertThat(Transitions.next(status, move)).isEqualTo(to);
                else assertThatThrownBy(() -> Transitions.next(status, move)).isInstanceOf(IllegalMove.class);
    }
}
