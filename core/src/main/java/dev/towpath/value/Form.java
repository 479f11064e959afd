package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// How the values of one type are written and read: a tree that follows the type, made once by [Forms].
sealed interface Form
        permits Scalar,
                EnumForm,
                OptionalForm,
                ListForm,
                MapForm,
                EntryForm,
                RecordForm,
                SealedForm,
                FileForm,
                FolderForm,
                TreeForm,
                CallForm {
    Type type();

    /// Writes a value that is not null.
    void write(Object value, JsonOut out) throws IOException;

    /// Reads a value; never null.
    Object read(JsonIn in) throws IOException;

    /// Whether every value is written as a JSON string, so that it can be a key.
    default boolean isText() {
        return false;
    }

    /// What a component that is left out or `null` stands for; null if it has to be there.
    default @Nullable Object absent() {
        return null;
    }

    /// Writes a value at the place that the path of an error adds.
    static void writePart(Form form, @Nullable Object value, JsonOut out) throws IOException {
        if (value == null) throw new Misfit("is null", Hints.NULL);
        try {
            form.write(value, out);
        } catch (ClassCastException e) {
            throw new Misfit(
                    "is a " + TypeNames.brief(value.getClass()) + ", not a " + TypeNames.brief(form.type()),
                    "An unchecked cast put it there: look at the compiler's warnings.",
                    e);
        }
    }
}
