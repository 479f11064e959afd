package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Node;
import dev.towpath.value.Samples.Pair;
import dev.towpath.value.Samples.Photo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private static String schema(Type type) {
        var schema = Schemas.of(type, new Codecs());
        schema.remove("$schema");
        return new String(Json.write(schema), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void a_record_of_every_kind_has_the_schema_of_its_golden_file() throws IOException {
        GoldenFiles.compare(
                "PhotoSchema",
                Json.pretty(Schemas.of(Photo.class, new Codecs())).strip());
    }

    @Test
    void every_reference_leads_to_a_definition() {
        var text = new String(Json.write(Schemas.of(Photo.class, new Codecs())), StandardCharsets.UTF_8);
        var defs = (Map<?, ?>) Schemas.of(Photo.class, new Codecs()).get("$defs");
        var references = java.util.regex.Pattern.compile("#/\\$defs/([^\"]+)").matcher(text);
        assertThat(references.results().map(r -> r.group(1)).distinct())
                .isNotEmpty()
                .allMatch(defs::containsKey);
    }

    @Test
    void simple_types_are_simple() {
        assertThat(schema(String.class)).isEqualTo("{'type':'string'}");
        assertThat(schema(int.class)).isEqualTo("{'type':'integer','format':'int32'}");
        assertThat(schema(boolean.class)).isEqualTo("{'type':'boolean'}");
        assertThat(schema(new TypeOf<List<String>>() {}.type()))
                .isEqualTo("{'type':'array','items':{'type':'string'}}");
        assertThat(schema(new TypeOf<Map<String, Boolean>>() {}.type()))
                .isEqualTo("{'type':'object','additionalProperties':{'type':'boolean'}}");
        assertThat(schema(new TypeOf<Optional<String>>() {}.type()))
                .isEqualTo("{'anyOf':[{'type':'string'},{'type':'null'}]}");
    }

    @Test
    void a_record_that_contains_itself_refers_to_itself() {
        assertThat(schema(Node.class))
                .startsWith("{'$ref':'#/$defs/Node','$defs':{'Node':{'type':'object'")
                .contains("'children':{'type':'array','items':{'$ref':'#/$defs/Node'}}");
    }

    @Test
    void two_types_with_one_simple_name_have_two_definitions() {
        record Box(int other) {}
        var type = new GenericType(Pair.class, List.of(Box.class, Samples.Box.class));
        assertThat(schema(type))
                .contains("'#/$defs/Box'")
                .contains("'#/$defs/Box2'")
                .contains("'Pair_Box_Box':");
    }

    @Test
    void a_type_that_can_not_be_a_value_has_no_schema() {
        assertThatThrownBy(() -> schema(Path.class)).isInstanceOf(InvalidType.class);
        assertThat(schema(Box.class)).isNotEmpty();
    }
}
