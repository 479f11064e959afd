package dev.towpath.code;

import dev.towpath.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The user's classes where a loader can not be listed, as when `java File.java` compiles in memory: all that one class
/// leads to, class file by class file, and that the loader's parent does not have.
final class ReferencedCode implements UserCode {
    private final String start;
    private final ClassLoader loader;
    private final Supplier<NavigableMap<String, byte[]>> index = Once.of(this::follow);
    private final Supplier<Prover> prover = Once.of(() -> new Prover(this));

    ReferencedCode(Class<?> start, ClassLoader loader) {
        this.start = start.getName();
        this.loader = loader;
    }

    @Override
    public byte @Nullable [] classFile(String name) {
        return index.get().get(name);
    }

    @Override
    public SortedSet<String> classNames() {
        return Collections.unmodifiableSortedSet(index.get().navigableKeySet());
    }

    @Override
    public Digest digest() {
        var sha256 = Digest.sha256();
        index.get().forEach((name, bytes) -> BundleBytes.add(sha256, name, bytes));
        return Digest.of(sha256);
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public Prover prover() {
        return prover.get();
    }

    private NavigableMap<String, byte[]> follow() {
        var found = new TreeMap<String, byte[]>();
        var open = new ArrayDeque<String>();
        open.add(start);
        while (!open.isEmpty()) {
            var name = open.remove();
            if (found.containsKey(name)) continue;
            var bytes = read(name);
            if (bytes.isEmpty()) continue;
            found.put(name, bytes.get());
            for (var entry : ClassFile.of().parse(bytes.get()).constantPool()) {
                if (entry instanceof ClassEntry mentioned) {
                    var other = mentioned.asInternalName().replace('/', '.');
                    if (!other.startsWith("[") && !other.startsWith("java.")) open.add(other);
                }
            }
        }
        return found;
    }

    private Optional<byte[]> read(String name) {
        var path = name.replace('.', '/') + ".class";
        var parent = loader.getParent();
        if (parent != null && parent.getResource(path) != null) return Optional.empty();
        try (var in = loader.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("can not read class " + name, e);
        }
    }
}
