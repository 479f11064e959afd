package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The code of a pipeline as one immutable thing: class files, source, other files, and the names and digests of the
/// library jars it needs. Equal content gives equal bytes, whenever and wherever it is made.
public final class Bundle {
    private final SortedMap<String, byte[]> classes;
    private final SortedSet<String> names;
    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, String> sources;
    private final List<Library> libraries;
    private final int jdk;
    private final Supplier<Digest> digest = Once.of(() -> Digest.of(toBytes()));
    private final Supplier<Digest> codeDigest = Once.of(() -> BundleBytes.codeDigest(this));

    Bundle(
            SortedMap<String, byte[]> classes,
            SortedMap<String, byte[]> files,
            SortedMap<String, String> sources,
            List<Library> libraries,
            int jdk) {
        this.classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        this.names = Collections.unmodifiableSortedSet(new TreeSet<>(classes.keySet()));
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        this.libraries = List.copyOf(libraries);
        this.jdk = jdk;
    }

    /// Starts an empty bundle.
    public static BundleBuilder builder() {
        return new BundleBuilder();
    }

    /// Reads what [#toBytes()] wrote.
    ///
    /// @throws IOException if the bytes are no bundle; the message says why
    public static Bundle read(byte[] bytes) throws IOException {
        return BundleBytes.read(bytes);
    }

    /// A zip file of `bundle.json`, `classes/`, `files/` and `sources/`: sorted, not compressed, without times.
    public byte[] toBytes() {
        return BundleBytes.write(this);
    }

    /// The digest of [#toBytes()].
    public Digest digest() {
        return digest.get();
    }

    /// The digest of what can change a result: classes, other files and libraries, but not the source's text or where
    /// the libraries lie.
    public Digest codeDigest() {
        return codeDigest.get();
    }

    /// The binary names of the classes.
    public SortedSet<String> classNames() {
        return names;
    }

    /// Class files by binary name. The arrays must not be changed.
    public SortedMap<String, byte[]> classes() {
        return classes;
    }

    /// Other files by path, with `/`. The arrays must not be changed.
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /// The text of source files by file name.
    public SortedMap<String, String> sources() {
        return sources;
    }

    /// The jars that the classes need.
    public List<Library> libraries() {
        return libraries;
    }

    /// The feature version of the JDK that the bundle was made with; an older one does not load it.
    public int jdk() {
        return jdk;
    }

    /// What this process lacks to load the bundle; empty if it can.
    public List<Problem> missing() {
        return missing(Runtime.version().feature());
    }

    List<Problem> missing(int feature) {
        var missing = new ArrayList<Problem>();
        if (jdk > feature) {
            var what = "the code was made with Java " + jdk + " and this is Java " + feature;
            missing.add(new Problem("jdk-too-old", what, null, null, "Use Java " + jdk + " or newer"));
        }
        for (var entry : classes.entrySet()) {
            var made = ClassModels.feature(entry.getValue());
            if (made <= feature) continue;
            var what = "class " + entry.getKey() + " was compiled for Java " + made + " and this is Java " + feature;
            missing.add(new Problem("class-file-too-new", what, null, null, "Use Java " + made + " or newer"));
            break;
        }
        for (var library : libraries) missing.addAll(missing(library));
        return missing;
    }

    private static List<Problem> missing(Library library) {
        var at = library.location();
        try {
            var digest = Library.digest(Path.of(at));
            if (digest.equals(library.digest())) return List.of();
            var what = "the library " + library.name() + " has changed: its digest was "
                    + library.digest().brief() + " and is " + digest.brief();
            return List.of(new Problem("library-changed", what, at, null, "Put the former file back, or run again"));
        } catch (IOException e) {
            var gone = !Files.exists(Path.of(at));
            var what = "the library " + library.name() + (gone ? " is gone" : " can not be read: " + e.getMessage());
            return List.of(
                    new Problem("library-missing", what, at, null, "Put the file back, or run again without it."));
        }
    }
}
