package dev.towpath.embedded;

import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import dev.towpath.plan.Plan;
import dev.towpath.spi.RunRow;
import dev.towpath.value.Codecs;
import dev.towpath.value.Contents;
import dev.towpath.value.Encoded;
import dev.towpath.value.Given;
import dev.towpath.value.Inputs;
import dev.towpath.value.TypeNames;
import dev.towpath.value.UndecodableValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The input of a run that is made again: that of the earlier run with some components replaced.
final class RerunInputs {
    private final Values values;
    private final Contents contents;
    private final Path folder;

    /// @param folder what relative paths are relative to
    RerunInputs(Values values, Contents contents, Path folder) {
        this.values = values;
        this.contents = contents;
        this.folder = folder;
    }

    /// @param plan with the code that the new run has
    /// @param loader of that code
    Encoded of(RunRow parent, Plan plan, ClassLoader loader, Map<String, Given> changed) {
        var type = TypeNames.parse(plan.input().type(), loader);
        var codecs = new Codecs();
        try {
            var before = (Record) codecs.codec(type).decode(values.read(parent.input()), contents);
            var given = InputCheck.components(before, "the earlier run");
            given.putAll(changed);
            var folders = new Inputs.Folders(folder, folder, folder);
            var record = new Inputs(codecs, folders)
                    .bind(plan.input(), loader, given)
                    .orThrow();
            return codecs.codec(type).encode(record, contents);
        } catch (UndecodableValue e) {
            throw misfit(parent, type, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the input of run " + parent.id() + " can not be read", e);
        }
    }

    private static InvalidInput misfit(RunRow parent, Type type, UndecodableValue cause) {
        return new InvalidInput(List.of(new Problem(
                "invalid-input",
                "the input of run " + parent.id() + " does not fit " + TypeNames.print(type) + ": "
                        + cause.getMessage(),
                parent.id().text(),
                null,
                "Start a new run with `towpath run` and give the inputs there.")));
    }
}
