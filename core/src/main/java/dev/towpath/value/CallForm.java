package dev.towpath.value;

import dev.towpath.Call;
import java.io.IOException;
import java.lang.reflect.Type;

/// A [Call], written as `{"pipeline":…,"input":…}`. It is only written: the engine takes the two parts from the bytes.
record CallForm(Type type, Codecs codecs) implements Form {
    @Override
    public void write(Object value, JsonOut out) throws IOException {
        var call = (Call<?>) value;
        out.enter();
        out.ascii("{\"pipeline\":");
        Form.writePart(Scalar.STRING, call.pipeline(), out);
        out.ascii(",\"input\":");
        try {
            if (call.input() == null) throw new Misfit("is null", Hints.NULL);
            codecs.codec(call.input().getClass()).form().write(call.input(), out);
        } catch (InvalidType e) {
            throw new Misfit(e.what(), e.hint(), e).in("input");
        } catch (Misfit e) {
            throw e.in("input");
        }
        out.raw('}');
        out.leave();
    }

    @Override
    public Object read(JsonIn in) {
        throw new Misfit("is a call, which no step can take", "Pass its result, which expand gives, instead.");
    }
}
