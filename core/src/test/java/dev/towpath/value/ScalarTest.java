package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The types that are one JSON number, text or boolean.
class ScalarTest {
    private final MemoryContents store = new MemoryContents();
    private final Codecs codecs = new Codecs();

    private Object decode(Scalar scalar, String json) throws IOException {
        return codecs.codec(scalar.type()).decode(json.getBytes(StandardCharsets.UTF_8), store);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        BOOLEAN          | true
        BOOLEAN          | false
        BYTE             | -128
        BYTE             | 127
        SHORT            | -32768
        INT              | 0
        INT              | -2147483648
        LONG             | 9223372036854775807
        BIG_INTEGER      | 99999999999999999999999999999999999999
        BIG_DECIMAL      | 1.000
        BIG_DECIMAL      | 1E+100
        FLOAT            | 1.6777216E7
        FLOAT            | "-Infinity"
        DOUBLE           | 4.9E-324
        DOUBLE           | -0.0
        DOUBLE           | "NaN"
        YEAR             | -44
        CHAR             | "\\""
        STRING           | "\\u0000"
        BYTES            | "AA=="
        BYTES            | ""
        INSTANT          | "2026-11-20T10:15:30.000000001Z"
        DURATION         | "PT-0.5S"
        PERIOD           | "P-1M"
        LOCAL_DATE       | "-0044-03-15"
        LOCAL_TIME       | "00:00"
        LOCAL_DATE_TIME  | "2026-11-20T00:00"
        OFFSET_TIME      | "10:15-18:00"
        OFFSET_DATE_TIME | "2026-11-20T00:00Z"
        ZONED_DATE_TIME  | "2026-11-20T00:00+01:00[Europe/Berlin]"
        ZONED_DATE_TIME  | "2026-11-20T00:00Z"
        YEAR_MONTH       | "-0001-12"
        MONTH_DAY        | "--02-29"
        ZONE_ID          | "Z"
        ZONE_OFFSET      | "+05:45"
        UUID_            | "00000000-0000-0000-0000-000000000000"
        URI_             | "mailto:a@example.org"
        LOCALE           | "sr-Latn-RS"
        """)
    void canonical_json_is_read_and_written_back(Scalar scalar, String json) throws IOException {
        var text = json.replace("\\\\", "\\");
        var value = decode(scalar, text);
        assertThat(codecs.codec(scalar.type()).encode(value, store)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        BOOLEAN          | "true"       | a text where true or false
        BOOLEAN          | 1            | a number where true or false
        BYTE             | 128          | is 128, not a whole number from -128 to 127
        SHORT            | -32769       | is -32769, not a whole number from -32768 to 32767
        INT              | 2147483648   | not a whole number of 32 bits
        INT              | 1e3          | is 1e3, not a whole number
        INT              | -            | no JSON number
        INT              | 00           | no JSON number
        INT              | 1x           | no JSON number
        LONG             | 9223372036854775808 | not a whole number of 64 bits
        LONG             | true         | a boolean where a whole number
        BIG_INTEGER      | 1.5          | is 1.5, not a whole number
        BIG_INTEGER      | "1"          | a text where a whole number
        BIG_DECIMAL      | "NaN"        | a text where a number
        FLOAT            | "nan"        | is 'nan', not a number
        DOUBLE           | null         | null where a number
        DOUBLE           | 1.           | no JSON number
        DOUBLE           | 1e           | no JSON number
        DOUBLE           | .5           | '.' where a number
        YEAR             | 1000000000   | not a year
        CHAR             | ""           | not one character
        CHAR             | "ab"         | not one character
        CHAR             | "😀"         | not one character
        STRING           | 1            | a number where a text
        BYTES            | "A"          | not bytes in Base64
        BYTES            | "AA=A"       | not bytes in Base64
        INSTANT          | "2026-11-20" | not a moment
        DURATION         | "5m"         | not a duration
        PERIOD           | "P"          | not a period
        LOCAL_DATE       | "2026-02-30" | not a date
        LOCAL_TIME       | "24:00"      | not a time
        LOCAL_DATE_TIME  | "2026-11-20 10:15" | not a date and time
        OFFSET_TIME      | "10:15"      | not a time with offset
        OFFSET_DATE_TIME | "2026-11-20T10:15" | not a date and time
        ZONED_DATE_TIME  | "2026-11-20T10:15[Europe/Berlin" | not a date and time
        YEAR_MONTH       | "2026-13"    | not a month
        MONTH_DAY        | "02-29"      | not a day of the year
        ZONE_ID          | "Mars/Base"  | not a time zone
        ZONE_OFFSET      | "+19:00"     | not an offset
        UUID_            | "123"        | not a UUID
        URI_             | "a b"        | not a URI
        """)
    void other_json_is_refused_with_what_is_wanted(Scalar scalar, String json, String what) {
        assertThatThrownBy(() -> decode(scalar, json))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @EnumSource(Scalar.class)
    void every_scalar_says_what_it_wants_and_is_found_by_its_type(Scalar scalar) {
        assertThat(Scalar.of((Class<?>) scalar.type())).isSameAs(scalar);
        assertThat(scalar.wanted()).isNotBlank().doesNotEndWith(".");
        assertThat(scalar.isText()).isEqualTo(scalar.kind() == Scalar.Kind.TEXT);
    }

    @ParameterizedTest
    @EnumSource(Scalar.class)
    void every_scalar_has_a_schema_and_only_bytes_can_change(Scalar scalar) {
        assertThat(Schemas.of(scalar.type(), codecs))
                .containsAnyOf(
                        java.util.Map.entry("type", "string"),
                        java.util.Map.entry("type", "integer"),
                        java.util.Map.entry("type", "number"),
                        java.util.Map.entry("type", "boolean"),
                        java.util.Map.entry("$schema", "https://json-schema.org/draft/2020-12/schema"));
        assertThat(codecs.codec(scalar.type()).isImmutable()).isEqualTo(scalar != Scalar.BYTES);
    }

    @Test
    void every_nan_is_written_alike() throws IOException {
        var odd = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);
        var codec = codecs.codec(double.class);
        assertThat(codec.encode(odd, store)).isEqualTo(codec.encode(Double.NaN, store));
    }

    @Test
    void numbers_of_any_length_are_written_in_full() throws IOException {
        var codec = codecs.codec(long.class);
        for (var digits = 1; digits < 19; digits++) {
            var power = (long) Math.pow(10, digits);
            for (var value : new long[] {power - 1, power, power + 1, -power, 1 - power}) {
                assertThat(codec.encode(value, store)).hasToString(Long.toString(value));
                assertThat(decode(Scalar.LONG, Long.toString(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void long_texts_and_bytes_come_back() throws IOException {
        var text = "é😀\n\"plain".repeat(100_000);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var texts = codecs.codec(String.class);
        assertThat(texts.decode(texts.encode(text, store).bytes(), store)).isEqualTo(text);
        var blobs = codecs.codec(byte[].class);
        assertThat((byte[]) blobs.decode(blobs.encode(bytes, store).bytes(), store))
                .isEqualTo(bytes);
        assertThat(blobs.encode(bytes, store))
                .hasToString('"' + Base64.getEncoder().encodeToString(bytes) + '"');
    }

    @Test
    void every_character_but_half_pairs_comes_back() throws IOException {
        var all = new StringBuilder();
        for (var c = 0; c <= Character.MAX_CODE_POINT; c++)
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) all.appendCodePoint(c);
        var codec = codecs.codec(String.class);
        var encoded = codec.encode(all.toString(), store);
        assertThat(codec.decode(encoded.bytes(), store).equals(all.toString())).isTrue();
        assertThat(Arrays.equals(encoded.toString().getBytes(StandardCharsets.UTF_8), encoded.bytes()))
                .isTrue();
    }

    @Test
    void a_duration_of_people_may_be_long_but_not_endless() {
        assertThat(InputTexts.scalar(Scalar.DURATION, "1000000d")).isEqualTo(Duration.ofDays(1_000_000));
        assertThat(InputTexts.scalar(Scalar.DURATION, "0s")).isEqualTo(Duration.ZERO);
        assertThat(InputTexts.scalar(Scalar.DURATION, "1.5s250ms")).isEqualTo(Duration.ofMillis(1_750));
        assertThat(InputTexts.scalar(Scalar.LOCAL_TIME, " 10:15 ")).isEqualTo(LocalTime.of(10, 15));
        assertThatThrownBy(() -> InputTexts.scalar(Scalar.DURATION, "9".repeat(30) + "d"))
                .isInstanceOf(Misfit.class);
    }
}
