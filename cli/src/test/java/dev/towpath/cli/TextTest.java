package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words, columns, amounts and tables.
class TextTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "日本,4", "é,1", "é,1", "🐈,2", "'',0", "한글,4", "…,1", "━,1"})
    void columns_are_those_of_a_terminal(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
        assertThat(Columns.of(new Style(true, true, 0).red(text))).isEqualTo(columns);
    }

    @Test
    void a_cut_text_never_takes_more_than_its_room() {
        var letters = List.of("a", "日", "🐈", "é", "\u001b[31mx\u001b[0m", " ");
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var i = random.nextInt(20); i > 0; i--) text.append(letters.get(random.nextInt(letters.size())));
            var room = random.nextInt(12);
            assertThat(Columns.of(Columns.fit(text.toString(), room, "…")))
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(room);
            assertThat(Columns.of(Columns.left(text.toString(), room)))
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(room);
        }
    }

    @Test
    void a_plain_text_can_not_move_the_cursor() {
        assertThat(Columns.plain("a\u001b[2Jb\r\nc\td\u0007")).isEqualTo("ab  c d ");
        assertThat(Columns.plain("plain 日本")).isEqualTo("plain 日本");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ms",
        "999,999 ms",
        "1000,1.0 s",
        "59999,59.9 s",
        "60000,1 min 00 s",
        "125000,2 min 05 s",
        "3600000,1 h 00 min",
        "172800000,2 d 0 h",
        "-5,0 ms"
    })
    void durations_are_short(long millis, String shown) {
        assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "1536,1.5 KiB",
        "20971520,20 MiB",
        "9223372036854775807,8191 PiB"
    })
    void sizes_are_short(long bytes, String shown) {
        assertThat(Amounts.size(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0,now",
        "30,30 s ago",
        "300,5 min ago",
        "7200,2 h ago",
        "259200,3 d ago",
        "8640000,2099-09-23",
        "-9,now"
    })
    void ages_are_short(long seconds, String shown) {
        assertThat(Amounts.ago(Cli.NOW.minusSeconds(seconds), Cli.NOW, ZoneOffset.UTC))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,'1,000'", "-1234567,'-1,234,567'"})
    void numbers_have_groups(long number, String shown) {
        assertThat(Amounts.number(number)).isEqualTo(shown);
    }

    @Test
    void times_are_those_of_the_zone() {
        var at = Instant.parse("2026-11-20T12:03:04Z");
        assertThat(Amounts.time(at, ZoneOffset.ofHours(2))).isEqualTo("14:03:04");
        assertThat(Amounts.dateTime(at, ZoneOffset.UTC)).isEqualTo("2026-11-20 12:03:04");
    }

    @Test
    void a_table_is_aligned_also_with_wide_characters() {
        var table = new Table(Style.PLAIN)
                .column("NAME")
                .numbers("N")
                .column("EMPTY")
                .column("LAST");
        table.row("日本", "1", "", "x").row("abc", "1,000", "", "yy");
        assertThat(table.lines()).containsExactly("NAME      N  LAST", "日本      1  x", "abc   1,000  yy");
    }

    @Test
    void a_table_fits_a_narrow_terminal() {
        var table = new Table(new Style(false, true, 30)).column("A").shrinking("B");
        table.row("short", "a very long text that goes on and on");
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(30));
        assertThat(table.lines().get(1)).endsWith("…");
    }

    @Test
    void no_colour_means_no_codes_and_ascii_means_ascii() {
        var style = new Style(false, false, 0);
        for (var status : dev.towpath.Status.values()) {
            assertThat(style.status(status, style.symbol(status))).hasSize(1).matches("[\\x21-\\x7e]");
        }
        assertThat(style.bar(5, 10, 10)).isEqualTo("[#####.....]");
        assertThat(new Style(false, true, 0).bar(5, 10, 10)).isEqualTo("━━━━━─────");
        assertThat(new Style(false, true, 0).bar(20, 10, 4)).isEqualTo("━━━━");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.util.List<pipes.P$Box> | List<Box>",
                "java.util.Map<java.lang.String,java.util.List<a.b.C>> | Map<String,List<C>>",
                "java.lang.String | String"
            })
    void types_are_shown_without_packages(String type, String shown) {
        assertThat(Types.simple(type)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev.towpath.FileRef | FILE",
                "java.util.List<dev.towpath.FileRef> | FILE...",
                "java.util.Optional<java.lang.Long> | N",
                "a.b.P$Color | COLOR",
                "java.util.Map<java.lang.String,java.lang.Integer> | MAP"
            })
    void placeholders_say_what_to_write(String type, String rest) {
        assertThat(Types.placeholder(type.strip())).isEqualTo(rest);
    }
}
