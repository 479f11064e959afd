package dev.towpath.code;

import dev.towpath.Digest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// The user's classes on a class path: the folder or jar of one class, and the other class folders. Everything is read
/// when first asked for.
final class ClassPathCode implements UserCode {
    private final ClassLoader loader;
    private final Supplier<NavigableMap<String, Source>> index;
    private final Supplier<Digest> digest;
    private final Supplier<List<Library>> libraries;
    private final Supplier<Prover> prover = Once.of(() -> new Prover(this));

    /// Where a class file comes from.
    @FunctionalInterface
    private interface Source {
        byte[] read() throws IOException;
    }

    ClassPathCode(List<Path> own, List<Path> jars, ClassLoader loader) {
        this.loader = loader;
        this.index = Once.of(() -> index(own));
        this.digest = Once.of(this::digestAll);
        this.libraries = Once.of(() -> hash(jars));
    }

    static UserCode of(Class<?> type, ClassLoader loader) {
        var own = location(type);
        if (own == null) return new ReferencedCode(type, loader);
        var roots = new ArrayList<>(List.of(own));
        var jars = new ArrayList<Path>();
        if (loader.equals(ClassLoader.getSystemClassLoader())) {
            for (var part : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
                var path = Path.of(part).toAbsolutePath().normalize();
                if (path.equals(own) || part.isEmpty()) continue;
                if (Files.isRegularFile(path)) jars.add(path);
                if (Files.isDirectory(path) && !Files.isDirectory(path.resolve("dev/towpath"))) roots.add(path);
            }
        }
        return new ClassPathCode(roots, jars, loader);
    }

    /// The folder or jar that a class was loaded from; null if it came from neither.
    static @Nullable Path location(Class<?> type) {
        var domain = type.getProtectionDomain();
        var source = domain == null ? null : domain.getCodeSource();
        var url = source == null ? null : source.getLocation();
        if (url == null || !url.getProtocol().equals("file")) return null;
        try {
            var path = Path.of(url.toURI()).toAbsolutePath().normalize();
            return Files.isDirectory(path) || path.toString().endsWith(".jar") ? path : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public byte @Nullable [] classFile(String name) {
        var source = index.get().get(name);
        try {
            return source == null ? null : source.read();
        } catch (IOException e) {
            throw new UncheckedIOException("can not read class " + name + " again; was it rebuilt meanwhile?", e);
        }
    }

    @Override
    public SortedSet<String> classNames() {
        return Collections.unmodifiableSortedSet(index.get().navigableKeySet());
    }

    @Override
    public Digest digest() {
        return digest.get();
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public List<Library> libraries() {
        return libraries.get();
    }

    @Override
    public Prover prover() {
        return prover.get();
    }

    private Digest digestAll() {
        var sha256 = Digest.sha256();
        for (var name : classNames()) {
            var bytes = classFile(name);
            if (bytes != null) BundleBytes.add(sha256, name, bytes);
        }
        return Digest.of(sha256);
    }

    private static NavigableMap<String, Source> index(List<Path> roots) {
        var index = new TreeMap<String, Source>();
        try {
            for (var root : roots) {
                if (Files.isDirectory(root)) addFolder(index, root);
                else addJar(index, root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can not read the class path", e);
        }
        return index;
    }

    private static void addFolder(NavigableMap<String, Source> index, Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(path -> isClass(path.toString())).toList()) {
                var parts = new ArrayList<String>();
                for (var part : root.relativize(file)) parts.add(part.toString());
                index.putIfAbsent(className(String.join("/", parts)), () -> Files.readAllBytes(file));
            }
        }
    }

    private static void addJar(NavigableMap<String, Source> index, Path root) throws IOException {
        try (var jar = new JarFile(root.toFile(), false)) {
            for (var entry : jar.stream().filter(e -> isClass(e.getName())).toList()) {
                if (entry.getName().startsWith("META-INF/")) continue;
                try (var in = jar.getInputStream(entry)) {
                    var bytes = in.readAllBytes();
                    index.putIfAbsent(className(entry.getName()), () -> bytes);
                }
            }
        }
    }

    private static boolean isClass(String path) {
        return path.endsWith(".class") && !path.endsWith("module-info.class");
    }

    private static String className(String path) {
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }

    private static List<Library> hash(List<Path> jars) {
        var libraries = new ArrayList<Library>();
        try {
            for (var jar : jars) if (!isOurs(jar)) libraries.add(Library.of(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("can not read a library", e);
        }
        return List.copyOf(libraries);
    }

    /// A newer Towpath does not make results void.
    private static boolean isOurs(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile(), false)) {
            return opened.stream().anyMatch(entry -> entry.getName().startsWith("dev/towpath/"));
        }
    }
}
