package dev.towpath.embedded;

import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds artifacts by name, and opens them verified by their digest.
final class Artifacts {
    private static final int CANDIDATES = 1000;

    private final Journal journal;
    private final ArtifactStore store;
    private final Values values;

    Artifacts(Journal journal, ArtifactStore store, Values values) {
        this.journal = journal;
        this.store = store;
        this.values = values;
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
                row.elements());
    }

    /// The artifact of `pipeline/step/name`, the newest, or of `pipeline/step/name/version`. The name may be left out
    /// where the step gives one artifact only; a step's name may hold `/`.
    ArtifactView find(String path) {
        var parts = path.split("/", -1);
        var version = -1;
        var last = parts.length;
        if (last > 2 && parts[last - 1].matches("[1-9][0-9]{0,8}")) version = Integer.parseInt(parts[--last]);
        if (last > 2) {
            var step = String.join("/", Arrays.asList(parts).subList(1, last - 1));
            var found = query(parts[0], step, parts[last - 1], version);
            if (found.size() == 1) return found.getFirst();
        }
        if (last > 1) {
            var step = String.join("/", Arrays.asList(parts).subList(1, last));
            var found = query(parts[0], step, null, version);
            if (found.size() == 1) return found.getFirst();
        }
        throw missing(path, parts[0], version);
    }

    private List<ArtifactView> query(String pipeline, String step, @Nullable String name, int version) {
        return list(new ArtifactFilter(pipeline, step, name, version, null, 2));
    }

    private NotFound missing(String path, String pipeline, int version) {
        var ofPipeline = journal.artifacts(new ArtifactQuery(pipeline, null, null, -1, null, CANDIDATES));
        var rows = ofPipeline.isEmpty()
                ? journal.artifacts(new ArtifactQuery(null, null, null, -1, null, CANDIDATES))
                : ofPipeline;
        var names = rows.stream()
                .map(row ->
                        row.pipeline() + "/" + row.step() + "/" + row.name() + (version > 0 ? "/" + row.version() : ""))
                .toList();
        var hint = Nearest.hint(path, names, "This store has no artifacts yet: run a pipeline first.");
        return new NotFound("artifact-not-found", "there is no artifact '" + path + "'", path, hint);
    }

    InputStream open(ArtifactView artifact) throws IOException {
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
