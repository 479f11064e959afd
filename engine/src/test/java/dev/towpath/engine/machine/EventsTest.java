package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventsTest {
    /// One event per line, in the order of [#all]; lines are added, never changed.
    private static final Path STORED = Path.of("src", "test", "resources", "events", "version-1.hex");

    private static final Made MADE = new Made(Digest.of("made"), 1L << 40);
    private static final RunId RUN = new RunId("r-01jd3k5v9qf6w8t2m4x7c0bznh");
    private static final Failure FAILURE = new Failure(
            "step-failed",
            "zü \uD83D\uDC08 kaputt",
            "crop",
            7,
            3,
            "P.java:7",
            "Mend it.",
            "java.io.IOException",
            "a\nb",
            List.of("one", ""));
    private static final Failure BARE = Failure.of("x", "", "");

    static List<Event> all() {
        return List.of(
                new Event.Submitted(true, 0),
                new Event.Submitted(false, 100),
                new Event.Owned("me", 300),
                new Event.CodeMissing("cats.jar is gone"),
                new Event.CodeFound(),
                new Event.RunStarted(),
                new Event.RunWaiting("later"),
                new Event.RunWoken(),
                new Event.RunSucceeded(MADE),
                new Event.RunSucceeded(null),
                new Event.RunFailed(FAILURE),
                new Event.CancelAsked("no"),
                new Event.RunCancelled(),
                new Event.Resumed(),
                new Event.Looked(0, new Answer.Count(1_000_000)),
                new Event.Looked(1, new Answer.Case("Cat")),
                new Event.Looked(2, new Answer.Content(MADE)),
                new Event.Looked(3, new Answer.Skipped()),
                new Event.Looked(4, new Answer.Broken(BARE)),
                new Event.StepQueued(5, -1),
                new Event.StepQueued(5, 100_000),
                new Event.StepSkipped(6, "`ready` is false"),
                new Event.BranchChosen(7, -1),
                new Event.StepReused(8, RUN, MADE),
                new Event.AttemptsStarted(9, -1, 1, 4),
                new Event.StepSucceeded(10, 2, 1_700_000_000_000L, 1_700_000_000_001L, MADE),
                new Event.StepSucceeded(10, 2, 5, 3, MADE),
                new Event.UnitsSucceeded(11, results()),
                new Event.Measured(12, 3, 1, new TreeMap<>(Map.of("loss", -0.25, "nan", Double.NaN))),
                new Event.AttemptFailed(13, -1, 1, 10, 20, FAILURE),
                new Event.RetryPlanned(14, 2, 1_700_000_000_000L),
                new Event.RetryDue(15, -1),
                new Event.GaveUp(16, 3, BARE),
                new Event.AttemptsStopped(17, Ranges.NONE),
                new Event.AttemptsLost(18, Ranges.of(new int[] {1, 2, 3, 9})),
                new Event.ListKept(19, MADE, 12),
                new Event.StepFailed(20, FAILURE),
                new Event.Paused("tea"),
                new Event.Unpaused(""),
                new Event.CodeReplaced(code("new"), code("old"), true, 7),
                new Event.AttemptsUndecided(21, Ranges.of(new int[] {4})),
                new Event.Decided(22, -1, new Verdict.Done(MADE)),
                new Event.Decided(22, 5, new Verdict.Retry()),
                new Event.Decided(22, 6, new Verdict.Fail(BARE)),
                new Event.StepKept(23, 3, 10, 20, MADE, -1, Ranges.NONE),
                new Event.StepKept(24, 12, 10, 20, MADE, 9, Ranges.of(new int[] {0, 8})));
    }

    private static Event.Code code(String text) {
        return new Event.Code(Digest.of("bundle " + text), Digest.of("plan " + text));
    }

    private static UnitResults results() {
        return new UnitResults(
                1,
                new int[] {3, 4, 9},
                new long[] {100, 90, 200},
                new long[] {105, 95, 200},
                new byte[][] {{'1'}, {}, null},
                new Digest[] {null, null, Digest.of("large")},
                new long[] {1, 0, 70_000});
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_event_is_read_as_it_was_written(Event event) {
        assertThat(Events.unpack(Events.pack(List.of(event)))).containsExactly(event);
    }

    @Test
    void events_are_read_in_order() {
        assertThat(Events.unpack(Events.pack(all()))).isEqualTo(all());
    }

    @Test
    void every_kind_of_event_is_in_the_list_above() {
        assertThat(all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(kinds());
    }

    /// All kinds of events.
    static Set<Class<?>> kinds() {
        return Stream.of(Event.OfRun.class, Event.OfStep.class, Event.OfAttempt.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .collect(Collectors.toSet());
    }

    @Test
    void a_later_version_is_refused() {
        assertThatThrownBy(() -> Events.unpack(new byte[] {2})).hasMessage("events of version 2, this is version 1");
        assertThatThrownBy(() -> Events.unpack(new byte[] {1, 39})).hasMessageContaining("an event of kind 39");
    }

    @Test
    void the_stored_form_of_version_1_never_changes() {
        var packed = Events.pack(List.of(new Event.Submitted(false, 0), new Event.AttemptsStarted(2, 5, 10, 1)));

        assertThat(packed).containsExactly(1, 1, 0, 0, 44, 2, 10, 10, 1);
    }

    @Test
    void what_earlier_versions_have_stored_is_read() throws IOException {
        var hex = HexFormat.of();
        var packed = all().stream()
                .map(event -> hex.formatHex(Events.pack(List.of(event))))
                .toList();
        if (Boolean.getBoolean("towpath.update")) Files.write(STORED, packed);

        var stored = Files.readAllLines(STORED);

        assertThat(stored).isEqualTo(packed);
        assertThat(stored.stream().flatMap(line -> Events.unpack(hex.parseHex(line)).stream()))
                .containsExactlyElementsOf(all());
    }

    @Test
    void a_thousand_small_units_take_six_bytes_each() {
        var count = 1000;
        var units = new int[count];
        var times = new long[count];
        var values = new byte[count][];
        var sizes = new long[count];
        for (var i = 0; i < count; i++) {
            units[i] = i;
            times[i] = 1_700_000_000_000L + i;
            values[i] = new byte[] {'1', '2', '3'};
            sizes[i] = 3;
        }
        var results = new UnitResults(1, units, times, times, values, new Digest[count], sizes);

        assertThat(Events.pack(List.of(new Event.UnitsSucceeded(0, results)))).hasSizeLessThan(6 * count + 50);
    }

    @Test
    void numbers_of_any_size_are_read_as_they_were_written() {
        var seed = 7L;
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++) {
            var number = random.nextLong() >> random.nextInt(64);
            var in = new Unpacker(
                    new Packer().signed(number).number(number >>> 1).bytes());
            assertThat(in.signed()).as("seed %d", seed).isEqualTo(number);
            assertThat(in.number()).as("seed %d", seed).isEqualTo(number >>> 1);
        }
    }

    @Test
    void ranges_read_like_page_numbers() {
        assertThat(Ranges.of(new int[] {0, 1, 2, 7, 9, 10})).hasToString("0-2,7,9-10");
        assertThat(Ranges.of(new int[] {0, 1, 2, 7, 9, 10}).numbers()).containsExactly(0, 1, 2, 7, 9, 10);
        assertThat(Ranges.span(4, 0)).hasToString("");
    }
}
