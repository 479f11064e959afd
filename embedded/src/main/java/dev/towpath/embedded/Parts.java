package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.History;
import dev.towpath.plan.Plan;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.UndecodableValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes mapped steps apart: the value of one unit, whatever became of the others, and one element of a list.
final class Parts {
    private final Journal journal;
    private final ArtifactStore store;
    private final Values values;
    private final OutputJson json;

    Parts(Journal journal, ArtifactStore store, Values values, OutputJson json) {
        this.journal = journal;
        this.store = store;
        this.values = values;
        this.json = json;
    }

    /// What a unit gave that has succeeded.
    ArtifactView unit(RunId run, Plan plan, int node, int index) {
        var step = plan.nodes().get(node).name();
        var units = new History(journal).units(run, plan, node);
        if (index < 0 || index >= units.size()) throw noUnit(run, step, index, units.size());
        var unit = units.get(index);
        var digest = unit.output();
        if (unit.status() != Status.SUCCEEDED || (digest == null && unit.value() == null))
            throw noValue(run, step, unit.index(), unit.status());
        var bytes = digest == null ? Objects.requireNonNull(unit.value()) : read(digest);
        var contents = digest == null ? Set.<Digest>of() : new HashSet<>(journal.contents(digest));
        var ended = Objects.requireNonNullElse(unit.ended(), Instant.EPOCH);
        return view(new Whole(plan.name(), step, "output", 0, run, ended), index, bytes, contents);
    }

    /// One element of an artifact that is a list.
    ArtifactView element(ArtifactView list, int index) {
        if (!list.mediaType().equals(ArtifactRow.JSON)) throw noList(list);
        try {
            var elements = EncodedJson.elements(read(list.digest()));
            if (index < 0 || index >= elements.count()) throw noElement(list, index, elements.count());
            var contents = new HashSet<>(journal.contents(list.digest()));
            var whole =
                    new Whole(list.pipeline(), list.step(), list.name(), list.version(), list.run(), list.created());
            return view(whole, index, elements.get(index), contents);
        } catch (UndecodableValue e) {
            throw noList(list);
        }
    }

    private byte[] read(Digest digest) {
        try {
            if (values.small(digest) == null) store.verify(digest);
            return values.read(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("the value " + digest.brief() + " can not be read", e);
        }
    }

    /// What a part is one of.
    private record Whole(String pipeline, String step, String name, int version, RunId run, Instant created) {
        ArtifactView part(
                long size, String mediaType, Digest digest, String fileName, int index, @Nullable String value) {
            var part = new ArtifactView.Part(index, value);
            return new ArtifactView(
                    pipeline, step, name, version, run, created, size, mediaType, digest, fileName, -1, part);
        }
    }

    private ArtifactView view(Whole whole, int index, byte[] bytes, Set<Digest> contents) {
        try {
            var file = contents.isEmpty() ? null : json.file(bytes, contents);
            if (file != null) return whole.part(file.size(), file.mediaType(), file.digest(), file.name(), index, null);
            var shown = json.show(bytes, contents);
            var size = shown.getBytes(StandardCharsets.UTF_8).length;
            return whole.part(size, ArtifactRow.JSON, Digest.of(bytes), "", index, shown);
        } catch (IOException e) {
            throw new UncheckedIOException("what unit " + index + " of '" + whole.step() + "' gave can not be read", e);
        }
    }

    private static NotFound noUnit(RunId run, String step, int index, int count) {
        return new NotFound(
                "unit-not-found",
                "step '" + step + "' of " + run + " has no unit " + index,
                step + "@" + index,
                count == 0 ? "This run has no units of it." : range("units", count));
    }

    private static NotFound noElement(ArtifactView list, int index, int count) {
        return new NotFound(
                "unit-not-found",
                "the list " + list.path() + " has no element " + index,
                list.path() + "@" + index,
                count == 0 ? "It is empty." : range("elements", count));
    }

    private static String range(String what, int count) {
        return "Its " + what + " are 0 to " + (count - 1) + ".";
    }

    private static NotFound noValue(RunId run, String step, int index, Status status) {
        return new NotFound(
                "unit-without-value",
                "unit " + index + " of step '" + step + "' is " + status + " and gave no value",
                step + "@" + index,
                "See `towpath show " + run + " --units " + step + "` for those that succeeded.");
    }

    private static NotFound noList(ArtifactView artifact) {
        return new NotFound(
                "artifact-no-list", "this artifact is no list", artifact.path(), "Leave out what follows the '@'.");
    }
}
