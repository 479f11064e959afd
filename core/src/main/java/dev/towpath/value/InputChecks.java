package dev.towpath.value;

import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Problem;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks through a record that was made in Java for what a text would have been refused for.
final class InputChecks {
    private final List<Problem> problems;

    InputChecks(List<Problem> problems) {
        this.problems = problems;
    }

    void check(Form form, @Nullable Object value, String path) {
        if (value == null) return;
        switch (form) {
            case Scalar _, EnumForm _, CallForm _ -> {}
            case OptionalForm optional
            when value instanceof Optional<?> o -> check(optional.value(), o.orElse(null), path);
            case OptionalForm _ -> {}
            case ListForm list -> {
                var i = 0;
                for (var item : (Collection<?>) value) check(list.element(), item, path + "[" + i++ + "]");
            }
            case MapForm map -> ((Map<?, ?>) value).forEach((k, v) -> check(map.value(), v, path + "[" + k + "]"));
            case EntryForm entry -> check(entry.value(), ((Map.Entry<?, ?>) value).getValue(), path + ".value");
            case RecordForm parts -> parts(parts, value, path);
            case SealedForm cases -> {
                for (var choice : cases.cases().values())
                    if (choice.raw().isInstance(value)) check(choice.form(), value, path);
            }
            case FileForm _, FolderForm _, TreeForm _ -> reference(value, path);
        }
    }

    private void parts(RecordForm form, Object value, String path) {
        for (var part : form.parts()) {
            var at = path.isEmpty() ? part.name() : path + "." + part.name();
            var item = form.value(part, value);
            if (item == null) {
                problems.add(new Problem("missing-input", "'" + at + "' is null", at, null, Hints.NULL));
                continue;
            }
            try {
                Bounds.check(part.form(), Components.of(part.component()), item);
            } catch (Misfit e) {
                problems.add(new Problem(e.code(), "'" + at + "' " + e.what(), at, null, e.hint()));
            }
            check(part.form(), item, at);
        }
    }

    private void reference(Object value, String at) {
        var wrong = switch (value) {
            case FileRef file when !file.isStored() -> file(file);
            case FolderRef folder when !folder.isStored() -> folder(folder);
            case TreeRef tree when !Files.exists(tree.path()) -> tree.path() + ", which does not exist";
            default -> null;
        };
        if (wrong != null)
            problems.add(new Problem("input-file-missing", "'" + at + "' is " + wrong, at, null, "Check the path."));
    }

    private static @Nullable String file(FileRef file) {
        try {
            var path = file.path();
            if (Files.isDirectory(path)) return "the folder " + path + ", not a file";
            if (!Files.exists(path)) return "the file " + path + ", which does not exist";
            return Files.isReadable(path) ? null : "the file " + path + ", which you may not read";
        } catch (IOException e) {
            return "the file " + file.name() + ", which can not be found: " + e.getMessage();
        }
    }

    private static @Nullable String folder(FolderRef folder) {
        try {
            var path = folder.path();
            if (Files.isDirectory(path)) return null;
            return Files.exists(path)
                    ? "the file " + path + ", not a folder"
                    : "the folder " + path + ", which does not exist";
        } catch (IOException e) {
            return "the folder " + folder.name() + ", which can not be found: " + e.getMessage();
        }
    }
}
