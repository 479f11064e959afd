package dev.towpath.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a tree as JSON, in one line or indented.
final class JsonTree {
    private final JsonOut out = new JsonOut(NoContents.NONE, new byte[1024]);
    private int indent;

    /// @param indent 0 for lines, -1 for no space at all
    JsonTree(int indent) {
        this.indent = indent;
    }

    byte[] write(@Nullable Object tree) {
        try {
            value(tree);
            return out.toBytes();
        } catch (Misfit e) {
            throw new UnencodableValue("the tree " + e.what(), e.path(), e.hint(), e);
        }
    }

    private void value(@Nullable Object tree) {
        switch (tree) {
            case null -> out.ascii("null");
            case String text -> out.text(text);
            case Integer n -> out.number(n);
            case Long n -> out.number(n);
            case Double n -> Scalar.DOUBLE.write(n, out);
            case Float n -> Scalar.FLOAT.write(n, out);
            case BigInteger n -> out.ascii(n.toString());
            case BigDecimal n -> out.ascii(n.toString());
            case Short n -> out.number(n);
            case Byte n -> out.number(n);
            case Boolean b -> out.ascii(b.toString());
            case Map<?, ?> map -> object(map);
            case Collection<?> list -> list(list);
            case Enum<?> constant -> out.text(constant.name());
            case CharSequence text -> out.text(text.toString());
            default ->
                throw new Misfit(
                        "is a " + TypeNames.brief(tree.getClass()), "Use maps, lists, texts, numbers and booleans.");
        }
    }

    private void object(Map<?, ?> map) {
        out.enter();
        out.raw('{');
        deeper(1);
        var first = true;
        for (var entry : map.entrySet()) {
            if (!first) out.raw(',');
            first = false;
            line();
            var key = String.valueOf(entry.getKey());
            try {
                out.text(key);
                out.ascii(indent < 0 ? ":" : ": ");
                value(entry.getValue());
            } catch (Misfit e) {
                throw e.in(key);
            }
        }
        deeper(-1);
        if (!first) line();
        out.raw('}');
        out.leave();
    }

    private void list(Collection<?> list) {
        out.enter();
        out.raw('[');
        deeper(1);
        var i = 0;
        for (var item : list) {
            if (i > 0) out.raw(',');
            line();
            try {
                value(item);
            } catch (Misfit e) {
                throw e.at(i);
            }
            i++;
        }
        deeper(-1);
        if (i > 0) line();
        out.raw(']');
        out.leave();
    }

    private void deeper(int by) {
        if (indent >= 0) indent += by;
    }

    private void line() {
        if (indent < 0) return;
        out.raw('\n');
        for (var i = 0; i < indent; i++) out.ascii("  ");
    }
}
