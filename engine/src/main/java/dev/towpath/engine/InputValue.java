package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.value.Codec;
import dev.towpath.value.Contents;
import dev.towpath.value.EncodedJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoded value that a step takes. Made once for a step and shared by its tasks: where the type is immutable the
/// decoded value is shared too.
final class InputValue {
    /// How an argument is decoded: by the producer's type of one input of a node. For the list of `each` it is the type
    /// of an element, for that of `batch` the type of the list.
    record Shape(LoadedPlan code, int node, int input) {
        Codec codec() throws ReflectiveOperationException {
            return code.call(node).input(input);
        }
    }

    private final Shape shape;
    private final @Nullable Digest blob;
    private final List<String> path;
    private byte @Nullable [] bytes;
    private volatile @Nullable Object shared;

    private InputValue(Shape shape, @Nullable Digest blob, List<String> path, byte @Nullable [] bytes) {
        this.shape = shape;
        this.blob = blob;
        this.path = path;
        this.bytes = bytes;
    }

    /// A value whose bytes are at hand.
    static InputValue of(Shape shape, byte[] bytes) {
        return new InputValue(shape, null, List.of(), bytes);
    }

    /// A value, or a component inside it, that is read when the first attempt asks for it.
    static InputValue stored(Shape shape, Digest blob, List<String> path) {
        return new InputValue(shape, blob, List.copyOf(path), null);
    }

    /// The Java value: a new one for each attempt, unless nothing in it can change.
    Object decoded(Contents contents, Task.Blobs blobs) throws IOException, ReflectiveOperationException {
        var known = shared;
        if (known != null) return known;
        var codec = shape.codec();
        var value = codec.decode(bytes(blobs), contents);
        if (codec.isImmutable()) shared = value;
        return value;
    }

    /// The encoded value.
    synchronized byte[] bytes(Task.Blobs blobs) throws IOException {
        var known = bytes;
        if (known != null) return known;
        if (blob == null) throw new IllegalStateException("neither bytes nor a blob");
        var whole = blobs.read(blob);
        var read = path.isEmpty() ? whole : EncodedJson.component(whole, path);
        bytes = read;
        return read;
    }
}
