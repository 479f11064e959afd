package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Call;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.value.Samples.Pair;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files, folders, trees and calls inside values.
class ReferencesTest {
    private static final Digest D = Digest.of("content");

    private final MemoryContents store = new MemoryContents();
    private final Codecs codecs = new Codecs();

    private Object decode(Type type, String json) throws IOException {
        var filled = json.replace('\'', '"').replace("DIGEST", D.hex());
        return codecs.codec(type).decode(filled.getBytes(StandardCharsets.UTF_8), store);
    }

    @Test
    void a_file_is_bound_to_the_store_with_its_name_size_and_media_type() throws IOException {
        var file = (FileRef) decode(FileRef.class, "{'mediaType':'a/b','size':7,'name':'x','digest':'DIGEST'}");
        assertThat(file.name()).isEqualTo("x");
        assertThat(file.size()).isEqualTo(7);
        assertThat(file.mediaType()).isEqualTo("a/b");
        assertThat(file.digest()).isEqualTo(D);
        assertThatThrownBy(file::open).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                              | without all of name
        {'digest':'DIGEST','size':1,'mediaType':'m'}                    | without all of name
        {'name':'n','size':1,'mediaType':'m'}                           | without all of name
        {'name':'n','digest':'DIGEST','mediaType':'m'}                  | without all of name
        {'name':'n','digest':'DIGEST','size':1}                         | without all of name
        {'name':'n','digest':'DIGEST','size':-1,'mediaType':'m'}        | is -1, not a size in bytes
        {'name':'n','digest':'abc','size':1,'mediaType':'m'}            | 'digest' is 'abc', not a digest
        {'name':1,'digest':'DIGEST','size':1,'mediaType':'m'}           | a number where a text
        {'name':'n','path':'p'}                                         | 'path' is no part of a file
        'n'                                                             | a text where a file
        null                                                            | null where a file
        """)
    void what_is_no_file_is_refused(String json, String what) {
        assertThatThrownBy(() -> decode(FileRef.class, json))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'name':'n'}                       | without both name and digest
        {'digest':'DIGEST'}                | without both name and digest
        {'name':'n','size':1}              | 'size' is no part of a folder
        []                                 | a list where a folder
        """)
    void what_is_no_folder_is_refused(String json, String what) {
        assertThatThrownBy(() -> decode(FolderRef.class, json))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'path':'/p','listing':'DIGEST','files':1}              | without all of path
        {'path':'/p','listing':'DIGEST','size':1}               | without all of path
        {'path':'/p','files':1,'size':1}                        | without all of path
        {'listing':'DIGEST','files':1,'size':1}                 | without all of path
        {'path':'/p','listing':'DIGEST','files':-1,'size':1}    | is -1, not a number of files
        {'path':'/p','name':'x'}                                | 'name' is no part of a tree
        7                                                       | a number where a tree
        """)
    void what_is_no_tree_is_refused(String json, String what) {
        assertThatThrownBy(() -> decode(TreeRef.class, json))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining(what);
    }

    @Test
    void a_folder_whose_manifest_is_gone_is_a_fault_of_the_store() {
        assertThatThrownBy(() -> decode(FolderRef.class, "{'name':'n','digest':'DIGEST'}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no manifest");
    }

    @Test
    void a_tree_may_lie_in_another_file_system(@TempDir Path folder) throws IOException {
        var zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (var files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.writeString(Files.createDirectories(files.getPath("/data")).resolve("x.txt"), "123");
            var codec = new Codecs(files).codec(TreeRef.class);
            var encoded = codec.encode(TreeRef.of(files.getPath("/data")), store);
            assertThat(encoded.toString())
                    .startsWith("{\"path\":\"/data\",\"listing\":\"")
                    .endsWith("\"files\":1,\"size\":3}");
            assertThat(((TreeRef) codec.decode(encoded.bytes(), store)).path()).isEqualTo(files.getPath("/data"));
        }
    }

    @Test
    void digests_are_collected_from_every_corner_of_a_value() throws IOException {
        var type = new TypeOf<Map<String, Pair<List<FileRef>, Map.Entry<FileRef, FolderRef>>>>() {}.type();
        var folder = store.storedFolder("f", List.of(new FolderRef.Entry("x", Digest.of("x"), 1)));
        var value = Map.of(
                "k",
                new Pair<>(
                        List.of(MemoryContents.stored("a", "a"), MemoryContents.stored("b", "b")),
                        Map.entry(MemoryContents.stored("other name", "a"), folder)));

        var encoded = codecs.codec(type).encode(value, store);

        var manifest = Manifest.digest(folder.entries());
        assertThat(encoded.contents())
                .containsExactlyInAnyOrder(Digest.of("a"), Digest.of("b"), Digest.of("x"), manifest)
                .isSorted();
        assertThat(codecs.codec(type).decode(encoded.bytes(), store)).isEqualTo(value);
    }

    @Test
    void a_call_needs_a_name_and_an_input() {
        var codec = codecs.codec(Call.class);
        assertThatThrownBy(() -> codec.encode(new Call<>(null, new Samples.Empty()), store))
                .isInstanceOf(UnencodableValue.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> codec.encode(new Call<>("p", null), store))
                .isInstanceOf(UnencodableValue.class)
                .hasMessageContaining("'input' is null");
        assertThat(Schemas.of(Call.class, codecs).get("$ref")).isEqualTo("#/$defs/Call");
    }

    @Test
    void an_entry_is_a_pair_and_names_its_halves() throws IOException {
        var type = new TypeOf<Map.Entry<String, List<Integer>>>() {}.type();
        assertThat(decode(type, "[ 'a' , [1] ]")).isEqualTo(Map.entry("a", List.of(1)));
        var noValue = new java.util.AbstractMap.SimpleEntry<String, List<Integer>>("a", null);
        var noKey = new java.util.AbstractMap.SimpleEntry<String, List<Integer>>(null, List.of());
        assertThatThrownBy(() -> codecs.codec(type).encode(noValue, store)).hasMessageContaining("'value' is null");
        assertThatThrownBy(() -> codecs.codec(type).encode(noKey, store)).hasMessageContaining("'key' is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "['a']", "['a',[1],2]", "[[1],'a']", "{'a':[1]}", "['a',null]", "['a',[1]"})
    void what_is_no_pair_is_refused(String json) {
        var type = new TypeOf<Map.Entry<String, List<Integer>>>() {}.type();
        assertThatThrownBy(() -> decode(type, json)).isInstanceOf(UndecodableValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[[1]]", "[[1,2,3]]", "[[]]", "[[1,2],[1,3]]", "[{'1':2}]"})
    void what_is_no_list_of_pairs_is_no_map_by_number(String json) {
        var type = new TypeOf<Map<Integer, Integer>>() {}.type();
        assertThatThrownBy(() -> decode(type, json)).isInstanceOf(UndecodableValue.class);
    }

    @Test
    void bytes_that_are_only_looked_at_touch_no_store() {
        for (var use : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> NoContents.NONE.keep(MemoryContents.stored("a", "a")),
                () -> NoContents.NONE.keep(store.storedFolder("f", List.of())),
                () -> NoContents.NONE.list(TreeRef.of(Path.of("x"))),
                () -> NoContents.NONE.file("n", D, 1, "m"),
                () -> NoContents.NONE.folder("n", D)))
            assertThatThrownBy(use).isInstanceOf(IllegalStateException.class);
    }
}
