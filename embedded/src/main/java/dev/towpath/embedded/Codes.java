package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.code.Bundle;
import dev.towpath.code.BundleLoader;
import dev.towpath.code.UserCode;
import dev.towpath.code.UserCodes;
import dev.towpath.engine.CodeLoader;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import dev.towpath.store.StoreFolder;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The code of this process's pipelines, and of the bundles that the store keeps. The application's own classes are
/// used where they are the same as a stored bundle's.
final class Codes implements CodeLoader, AutoCloseable {
    private final ArtifactStore artifacts;
    // guarded by this
    private final List<UserCode> waiting = new ArrayList<>();
    private final Map<UserCode, Digest> kept = new HashMap<>();
    private final Map<Digest, ClassLoader> loaders = new HashMap<>();
    private final List<BundleLoader> opened = new ArrayList<>();

    Codes(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /// Lets the application's own classes serve the runs of this pipeline. Its bundle is made when it is needed.
    synchronized void register(Pipeline<?, ?> pipeline) {
        waiting.add(UserCodes.of(pipeline.definedBy()));
    }

    /// Keeps the pipeline's bundle in the store.
    ///
    /// @throws StoreException if that is not possible
    Digest kept(Pipeline<?, ?> pipeline) {
        try {
            return keep(pipeline);
        } catch (IOException e) {
            throw new StoreException(
                    "store-failed",
                    "the pipeline's code could not be stored: " + e.getMessage(),
                    null,
                    "Look at the cause and try again.",
                    e);
        }
    }

    /// Keeps the pipeline's bundle in the store.
    synchronized Digest keep(Pipeline<?, ?> pipeline) throws IOException {
        return keep(UserCodes.of(pipeline.definedBy()));
    }

    private Digest keep(UserCode code) throws IOException {
        var known = kept.get(code);
        if (known != null) return known;
        try {
            var digest = keep(bundle(code), code.loader());
            kept.put(code, digest);
            return digest;
        } catch (UncheckedIOException e) { // a part of the class path that is gone
            throw new IOException(e.getMessage() + ": " + e.getCause(), e);
        }
    }

    /// Keeps a bundle in the store.
    ///
    /// @param loader has its classes
    synchronized Digest keep(Bundle bundle, ClassLoader loader) throws IOException {
        var digest = artifacts.put(new ByteArrayInputStream(bundle.toBytes())).digest();
        loaders.put(digest, loader);
        return digest;
    }

    private static Bundle bundle(UserCode code) throws IOException {
        if (code instanceof BundleLoader loader) return loader.bundle();
        var classes = new HashMap<String, byte[]>();
        for (var name : code.classNames()) {
            var bytes = code.classFile(name);
            if (bytes != null) classes.put(name, bytes);
        }
        var builder = Bundle.builder().classes(classes);
        var ours = ours();
        for (var library : code.libraries()) if (!ours.contains(library.location())) builder.library(library);
        return builder.build();
    }

    /// The jars of Towpath itself: its next version has to be able to resume.
    private static Set<String> ours() {
        return Stream.of(Pipeline.class, ArtifactStore.class, CodeLoader.class, StoreFolder.class, Codes.class)
                .map(Codes::location)
                .collect(Collectors.toSet());
    }

    private static String location(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (source == null) return "";
        try {
            return new File(source.getLocation().toURI()).toPath().normalize().toString();
        } catch (URISyntaxException | IllegalArgumentException e) { // not a file
            return "";
        }
    }

    @Override
    public synchronized Code load(Digest bundle) {
        var known = loaders.get(bundle);
        if (known != null) return new Code.Ready(known);
        try {
            for (var code : List.copyOf(waiting)) keep(code);
            waiting.clear();
            known = loaders.get(bundle);
            return known != null ? new Code.Ready(known) : stored(bundle);
        } catch (IOException | StoreException e) {
            var what = "the code of the run, bundle " + bundle.brief() + ", can not be read: " + e.getMessage();
            return new Code.Missing(List.of(new Problem(
                    "bundle-unreadable", what, null, null, "Restore the store's artifacts, or start a new run.")));
        }
    }

    private Code stored(Digest digest) throws IOException {
        Bundle bundle;
        try (var bytes = artifacts.open(digest)) {
            bundle = Bundle.read(bytes.readAllBytes());
        }
        var missing = bundle.missing();
        if (!missing.isEmpty()) return new Code.Missing(missing);
        var loader = BundleLoader.of(bundle, Codes.class.getClassLoader());
        opened.add(loader);
        loaders.put(digest, loader);
        return new Code.Ready(loader);
    }

    @Override
    public synchronized void close() throws IOException {
        for (var loader : opened) loader.close();
        opened.clear();
        loaders.clear();
    }
}
