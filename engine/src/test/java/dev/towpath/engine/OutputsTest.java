package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.plan.Guard;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.value.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What becomes of the outputs of steps: artifacts, large values, results.
final class OutputsTest {
    record Found(List<String> boxes, FileRef overlay, Optional<FileRef> extra, int count) {}

    private static final Digest PICTURE = Digest.of("picture");
    private static final String FILE =
            "{\"name\":\"cat.png\",\"digest\":\"" + PICTURE + "\",\"size\":7,\"mediaType\":\"image/png\"}";

    private final World world = new World();

    private String artifacts() {
        return world.journal.artifacts(null).stream()
                .map(row -> row.pipeline() + "/" + row.step() + "/" + row.name() + " " + row.fileName() + " "
                        + row.mediaType() + " " + row.size())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_record_makes_one_artifact_for_each_component_that_is_there() {
        var draft = new DraftPlan();
        var found = draft.typed("detect", Found.class.getName());
        var run = world.submit(draft.plan(ref(found, "count")), "{}");

        world.end(
                "detect",
                gives("{\"boxes\":[\"b\"],\"overlay\":" + FILE + ",\"extra\":null,\"count\":1}", List.of(PICTURE)));

        assertThat(artifacts()).isEqualTo("""
            draft/detect/boxes  application/json 5
            draft/detect/overlay cat.png image/png 7
            draft/detect/count  application/json 1\
            """);
        assertThat(world.output(run)).isEqualTo("1");
        var boxes = world.journal.artifacts(null).getFirst();
        assertThat(world.value(boxes.digest())).isEqualTo("[\"b\"]");
        assertThat(world.journal.artifacts(null).get(1).digest()).isEqualTo(PICTURE);
    }

    @Test
    void a_file_is_an_artifact_by_its_own_name_and_media_type() {
        var draft = new DraftPlan();
        var run = world.submit(draft.plan(ref(draft.typed("draw", FileRef.class.getName()))), "{}");

        world.end("draw", gives(FILE, List.of(PICTURE)));

        assertThat(artifacts()).isEqualTo("draft/draw/output cat.png image/png 7");
        assertThat(world.journal.contents(world.row(run).output())).containsExactly(PICTURE);
    }

    @Test
    void a_folder_is_as_large_as_its_files() {
        var draft = new DraftPlan();
        world.submit(draft.plan(ref(draft.typed("split", FolderRef.class.getName()))), "{}");
        var manifest =
                Manifest.encode(List.of(new FolderRef.Entry("a", PICTURE, 30), new FolderRef.Entry("b", PICTURE, 12)));
        world.artifacts.blobs.put(Digest.of(manifest), manifest);

        world.end("split", gives("{\"name\":\"parts\",\"digest\":\"" + Digest.of(manifest) + "\"}"));

        assertThat(artifacts()).isEqualTo("draft/split/output parts " + ArtifactRow.FOLDER + " 42");
    }

    @Test
    void a_folder_that_is_gone_fails_the_attempt_with_the_cause() {
        var draft = new DraftPlan().tries(1);
        var run = world.submit(draft.plan(ref(draft.typed("split", FolderRef.class.getName()))), "{}");

        world.end("split", gives("{\"name\":\"parts\",\"digest\":\"" + PICTURE + "\"}"));

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.row(run).failure().code()).isEqualTo("artifact-missing");
    }

    @Test
    void a_large_component_is_a_blob_of_its_own() {
        var draft = new DraftPlan();
        var found = draft.typed("detect", Found.class.getName());
        var run = world.submit(draft.plan(ref(found, "boxes")), "{}");
        var boxes = "[\"" + "b".repeat(100_000) + "\"]";
        var json = "{\"boxes\":" + boxes + ",\"overlay\":" + FILE + ",\"extra\":null,\"count\":1}";
        world.artifacts.blobs.put(Digest.of(json), json.getBytes(StandardCharsets.UTF_8));
        var output = new Output(Digest.of(json), null, json.length(), List.of(PICTURE));

        world.end("detect", new Report.Outcome.Success(output, Map.of()));

        assertThat(world.output(run)).isEqualTo(boxes);
        assertThat(artifacts()).startsWith("draft/detect/boxes  application/json 100004");
        assertThat(world.artifacts.has(Digest.of(boxes))).isTrue();
    }

    @Test
    void a_result_that_was_skipped_is_no_result() {
        var draft = new DraftPlan();
        var ready = draft.step("ready");
        draft.in(new Guard(ref(ready), "true"));
        var run = world.submit(draft.plan(ref(draft.step("only"))), "{}");

        world.end("ready", gives("false"));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.row(run).output()).isNull();
    }

    @Test
    void a_condition_that_can_not_be_read_fails_the_run_and_chooses_nothing() {
        var draft = new DraftPlan();
        draft.in(new Guard(input("flag"), "true"));
        var yes = draft.step("yes");
        var run = world.submit(draft.plan(ref(yes)), "[1]");

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.attempts.history).isEmpty();
        assertThat(world.row(run).failure().message()).contains("the input of the run can not be read");
    }

    @Test
    void what_an_attempt_measured_is_part_of_the_history() {
        var draft = new DraftPlan();
        var plan = draft.plan(ref(draft.step("train")));
        var run = world.submit(plan, "{}");
        var one = (Report.Outcome.Success) gives("1");

        world.end("train", new Report.Outcome.Success(one.output(), Map.of("loss", 0.25)));

        assertThat(new History(world.journal).events(run, plan, 1, 100))
                .filteredOn(event -> event.type().equals("Measured"))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).containsEntry("metric.loss", "0.25"));
    }

    @Test
    void a_record_that_somebody_says_a_step_gave_makes_one_artifact_for_each_component() {
        var draft = new DraftPlan().effect(Effect.AT_MOST_ONCE).tries(1);
        var found = draft.typed("detect", Found.class.getName());
        var run = world.submit(draft.plan(ref(found, "count")), "{}");
        world.crash();
        world.resume(run);
        var value = "{\"boxes\":[\"a\"],\"overlay\":" + FILE + ",\"extra\":null,\"count\":1}";
        var done = new Settlement.Done(value.getBytes(StandardCharsets.UTF_8), List.of(PICTURE));

        world.ask(requests -> requests.decide(run, "detect", -1, done));

        assertThat(artifacts())
                .contains("/detect/boxes ", "/detect/overlay cat.png image/png 7", "/detect/count ")
                .doesNotContain("/detect/extra", "/detect/output");
        assertThat(world.output(run)).isEqualTo("1");
    }
}
