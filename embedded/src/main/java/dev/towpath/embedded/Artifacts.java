package dev.towpath.embedded;

import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.value.Nearest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds artifacts by name, and opens them verified by their digest.
final class Artifacts {
    private static final int CANDIDATES = 1000;
    private static final Pattern ELEMENT = Pattern.compile("(.+)@([0-9]{1,9})");

    private final Journal journal;
    private final ArtifactStore store;
    private final Values values;
    private final Parts parts;

    Artifacts(Journal journal, ArtifactStore store, Values values, Parts parts) {
        this.journal = journal;
        this.store = store;
        this.values = values;
        this.parts = parts;
    }

    List<ArtifactView> list(ArtifactFilter filter) {
        return journal.artifacts(filter.query()).stream().map(Artifacts::view).toList();
    }

    static ArtifactView view(ArtifactRow row) {
        return new ArtifactView(
                row.pipeline(),
                row.step(),
                row.name(),
                row.version(),
                row.run(),
                row.created(),
                row.size(),
                row.mediaType(),
                row.digest(),
                row.fileName(),
                row.elements(),
                null);
    }

    /// The artifact of `pipeline/step/name`, the newest, or of `pipeline/step/name/version`. The name may be left out
    /// where the step gives one artifact only; a step's name may hold `/`. With `@7` behind it
    /// it is an element of a list.
    ArtifactView find(String path) {
        var element = ELEMENT.matcher(path);
        var found = search(path);
        if (found == null && element.matches()) {
            var list = search(element.group(1));
            if (list != null) return parts.element(list, Integer.parseInt(element.group(2)));
        }
        if (found == null) throw missing(path);
        return found;
    }

    private @Nullable ArtifactView search(String path) {
        var names = path.split("/", -1);
        var version = version(names);
        var last = version > 0 ? names.length - 1 : names.length;
        if (last > 2) {
            var step = String.join("/", Arrays.asList(names).subList(1, last - 1));
            var found = query(names[0], step, names[last - 1], version);
            if (found.size() == 1) return found.getFirst();
        }
        if (last > 1) {
            var step = String.join("/", Arrays.asList(names).subList(1, last));
            var found = query(names[0], step, null, version);
            if (found.size() == 1) return found.getFirst();
        }
        return null;
    }

    /// The version that ends a path; -1 if there is none.
    private static int version(String[] names) {
        var last = names[names.length - 1];
        return names.length > 2 && last.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(last) : -1;
    }

    private List<ArtifactView> query(String pipeline, String step, @Nullable String name, int version) {
        return list(new ArtifactFilter(pipeline, step, name, version, null, 2));
    }

    private NotFound missing(String path) {
        var asked = path.split("/", -1);
        var pipeline = asked[0];
        var version = version(asked);
        var ofPipeline = journal.artifacts(new ArtifactQuery(pipeline, null, null, -1, null, CANDIDATES));
        var rows = ofPipeline.isEmpty()
                ? journal.artifacts(new ArtifactQuery(null, null, null, -1, null, CANDIDATES))
                : ofPipeline;
        var names = rows.stream()
                .map(row ->
                        row.pipeline() + "/" + row.step() + "/" + row.name() + (version > 0 ? "/" + row.version() : ""))
                .toList();
        var hint = Nearest.advice(path, names, "This store has no artifacts yet: run a pipeline first.");
        return new NotFound("artifact-not-found", "there is no artifact '" + path + "'", path, hint);
    }

    InputStream open(ArtifactView artifact) throws IOException {
        if (artifact.part() != null && artifact.part().value() != null)
            return new ByteArrayInputStream(artifact.part().value().getBytes(StandardCharsets.UTF_8));
        if (isFolder(artifact)) {
            var hint = "Copy it instead: `towpath artifacts get " + artifact.path() + " FOLDER`.";
            throw new NotFound("artifact-is-folder", "this artifact is a folder, not a file", artifact.path(), hint);
        }
        if (values.small(artifact.digest()) == null) store.verify(artifact.digest());
        return values.open(artifact.digest());
    }

    static boolean isFolder(ArtifactView artifact) {
        return artifact.mediaType().equals(ArtifactRow.FOLDER);
    }
}
