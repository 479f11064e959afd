package dev.towpath.code;

import dev.towpath.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Loads a bundle's classes from its bytes: the bundle's own first, then its library jars, then the parent.
///
/// Ask [Bundle#missing()] before, so that what is not there is reported as a whole.
public final class BundleLoader extends ClassLoader implements UserCode, AutoCloseable {
    static {
        registerAsParallelCapable();
    }

    private final Bundle bundle;
    private final @Nullable URLClassLoader libraries;
    private final Prover prover;

    private BundleLoader(Bundle bundle, ClassLoader parent, @Nullable URLClassLoader libraries, Proofs known) {
        super("bundle", libraries == null ? parent : libraries);
        this.bundle = bundle;
        this.libraries = libraries;
        this.prover = new Prover(this, known);
    }

    /// @param parent the loader that has `dev.towpath`
    public static BundleLoader of(Bundle bundle, ClassLoader parent) {
        return of(bundle, parent, Proofs.NONE);
    }

    /// @param parent the loader that has `dev.towpath`
    /// @param known proofs of this bundle's methods that were made before
    public static BundleLoader of(Bundle bundle, ClassLoader parent, Proofs known) {
        if (bundle.libraries().isEmpty()) return new BundleLoader(bundle, parent, null, known);
        var urls = bundle.libraries().stream().map(BundleLoader::url).toArray(URL[]::new);
        return new BundleLoader(bundle, parent, new URLClassLoader("libraries", urls, parent), known);
    }

    /// What is loaded.
    public Bundle bundle() {
        return bundle;
    }

    /// Proves the bundle's methods. What it knows afterwards can be kept with [Prover#proofs()].
    @Override
    public Prover prover() {
        return prover;
    }

    @Override
    public byte @Nullable [] classFile(String name) {
        return bundle.classes().get(name);
    }

    @Override
    public SortedSet<String> classNames() {
        return bundle.classNames();
    }

    @Override
    public Digest digest() {
        return bundle.codeDigest();
    }

    @Override
    public ClassLoader loader() {
        return this;
    }

    @Override
    public List<Library> libraries() {
        return bundle.libraries();
    }

    /// Closes the library jars.
    @Override
    public void close() throws IOException {
        if (libraries != null) libraries.close();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!bundle.classes().containsKey(name)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded == null) loaded = isOurs(name) ? super.loadClass(name, false) : findClass(name);
            if (resolve) resolveClass(loaded);
            return loaded;
        }
    }

    /// A jar with everything in it may hold Towpath too; its types must be the parent's.
    private static boolean isOurs(String name) {
        return name.startsWith("dev.towpath.");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = bundle.classes().get(name);
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable URL getResource(String name) {
        var own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    protected @Nullable URL findResource(String name) {
        var bytes = bytes(name);
        if (bytes == null) return null;
        try {
            return URL.of(new URI("bundle", null, "/" + name, null), new InMemory(bytes));
        } catch (MalformedURLException | URISyntaxException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        var found = findResource(name);
        return Collections.enumeration(found == null ? List.of() : List.of(found));
    }

    private byte @Nullable [] bytes(String name) {
        if (!name.endsWith(".class")) return bundle.files().get(name);
        return bundle.classes()
                .get(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
    }

    private static URL url(Library library) {
        try {
            return Path.of(library.location()).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path has a URL: " + library.location(), e);
        }
    }

    /// Serves one entry.
    private static final class InMemory extends URLStreamHandler {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }

                @Override
                public long getContentLengthLong() {
                    return bytes.length;
                }
            };
        }
    }
}
