package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type in the canonical encoding (docs/encoding.md). Safe for use by several
/// threads.
public final class Codec {
    /// A buffer that grew larger than this is not kept.
    private static final int KEPT_BUFFER = 64 * 1024;

    private final Form form;
    private final boolean immutable;
    private final List<RecordForm> records;
    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

    /// @param records all that are in the form
    Codec(Form form, boolean immutable, List<RecordForm> records) {
        this.form = form;
        this.immutable = immutable;
        this.records = records;
    }

    /// The type.
    public Type type() {
        return form.type();
    }

    Form form() {
        return form;
    }

    /// Whether nothing reachable from a decoded value can change, so that one decoded value may be shared.
    ///
    /// To be asked after decoding: a record's constructor may have put a collection of its own, which can change,
    /// in the place of the unmodifiable one, and that is seen only then.
    public boolean isImmutable() {
        if (!immutable) return false;
        for (var form : records) if (form.isModifiable()) return false;
        return true;
    }

    /// The canonical form of a value; new files and folders in it are kept in the store first.
    ///
    /// @param value null is refused
    /// @throws UnencodableValue if some part of it can not be written; it names the part
    /// @throws IOException if the store fails
    public Encoded encode(@Nullable Object value, Contents contents) throws IOException {
        var buffer = spare.getAndSet(null);
        var out = new JsonOut(contents, buffer == null ? new byte[256] : buffer);
        try {
            Form.writePart(form, value, out);
            return new Encoded(out.toBytes(), out.digests());
        } catch (Misfit e) {
            var what = e.path() == null ? "the value " + e.what() : "'" + e.path() + "' " + e.what();
            throw new UnencodableValue(what + " in a " + TypeNames.brief(type()), e.path(), e.hint(), e.getCause());
        } finally {
            if (out.buffer().length <= KEPT_BUFFER) spare.set(out.buffer());
        }
    }

    /// The value of some canonical bytes. Collections in it are unmodifiable.
    ///
    /// @throws UndecodableValue if the bytes are not a value of the type; it names the part
    /// @throws IOException if the store fails
    public Object decode(byte[] json, Contents contents) throws IOException {
        var in = new JsonIn(json, contents);
        try {
            var value = form.read(in);
            in.end();
            return value;
        } catch (Misfit e) {
            var what = e.path() == null ? "the value " + e.what() : "'" + e.path() + "' " + e.what();
            throw new UndecodableValue(
                    what + " in a " + TypeNames.brief(type()) + " (byte " + in.position() + ")",
                    e.path(),
                    e.hint(),
                    e.getCause());
        }
    }
}
