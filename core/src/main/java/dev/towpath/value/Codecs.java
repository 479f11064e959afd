package dev.towpath.value;

import java.lang.reflect.Type;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.concurrent.ConcurrentHashMap;

/// All codecs of one bundle: made once per type, kept, safe for use by several threads.
///
/// It keeps the classes it has seen, so it should live as long as their class loader.
public final class Codecs {
    private final ConcurrentHashMap<Type, Codec> codecs = new ConcurrentHashMap<>();
    private final FileSystem files;

    /// For paths of this machine.
    public Codecs() {
        this(FileSystems.getDefault());
    }

    /// @param files what the paths of decoded [dev.towpath.TreeRef]s belong to
    public Codecs(FileSystem files) {
        this.files = files;
    }

    /// The codec of a type.
    ///
    /// @throws InvalidType if the type can not be a value; it says which part of it, and what to use instead
    public Codec codec(Type type) {
        var known = codecs.get(type);
        if (known != null) return known;
        var made = new Forms(type, files, this).codec();
        var earlier = codecs.putIfAbsent(type, made);
        return earlier == null ? made : earlier;
    }
}
