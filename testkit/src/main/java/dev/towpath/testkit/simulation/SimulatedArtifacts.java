package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_INSIDE;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_LATE;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.POWER_INSIDE;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Blobs on the simulated disk as one process sees them: written to a file of another name, synced, renamed, and then
/// the folder is synced.
class SimulatedArtifacts implements ArtifactStore {
    private static final String BLOBS = "blobs/";
    private final SimulatedDisk disk;
    private final Border border;

    SimulatedArtifacts(SimulatedDisk disk, Border border) {
        this.disk = disk;
        this.border = border;
    }

    /// The name of a blob on the disk.
    static String file(Digest digest) {
        return BLOBS + digest.hex();
    }

    @Override
    public Kept put(InputStream stream) throws IOException {
        return put(stream.readAllBytes());
    }

    Kept put(byte[] bytes) {
        var fault = border.enter(
                1, CRASH_BEFORE, CRASH_INSIDE, CRASH_LATE, CRASH_AFTER, POWER_INSIDE, PAUSE_BEFORE, PAUSE_AFTER);
        var digest = Digest.of(bytes);
        if (disk.has(file(digest))) syncKnownNames();
        else write(digest, bytes, fault);
        border.leave(fault);
        return new Kept(digest, bytes.length);
    }

    private void write(Digest digest, byte[] bytes, Fault.@Nullable Kind fault) {
        var temp = disk.newName();
        disk.append(temp, bytes);
        syncContent(temp);
        if (fault == CRASH_INSIDE) border.crash();
        disk.rename(temp, file(digest));
        if (fault == POWER_INSIDE) border.losePower();
        if (fault == CRASH_LATE) border.crash();
        syncNames();
    }

    void syncContent(String name) {
        disk.sync(name);
    }

    /// Another process may have given the name and not have come to this.
    void syncKnownNames() {
        syncNames();
    }

    void syncNames() {
        disk.syncFolder(BLOBS);
    }

    @Override
    public Kept put(Path file, Handover handover) {
        throw new UnsupportedOperationException("simulated attempts give no files");
    }

    @Override
    public boolean has(Digest digest) {
        return disk.has(file(digest));
    }

    @Override
    public InputStream open(Digest digest) {
        border.enter(0.2, CRASH_BEFORE, PAUSE_BEFORE);
        return new ByteArrayInputStream(content(digest));
    }

    private byte[] content(Digest digest) {
        if (disk.has(file(digest))
                && disk.read(file(digest)).getFirst() instanceof byte[] bytes
                && Digest.of(bytes).equals(digest)) return bytes;
        throw new StoreException(
                "artifact-missing",
                "the content " + digest + " is not in the store",
                null,
                "Run its step again.",
                null);
    }

    @Override
    public Path locate(Digest digest) {
        throw new UnsupportedOperationException("simulated attempts read no files");
    }

    @Override
    public void verify(Digest digest) {
        content(digest);
    }

    @Override
    public void close() {}
}
