package dev.towpath.embedded;

import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import dev.towpath.TreeRef;
import dev.towpath.engine.CodeLoader.Code;
import dev.towpath.engine.Settlement;
import dev.towpath.plan.Node;
import dev.towpath.spi.RunRow;
import dev.towpath.value.Codecs;
import dev.towpath.value.Contents;
import dev.towpath.value.Given;
import dev.towpath.value.Inputs;
import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import dev.towpath.value.TypeNames;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Turns what somebody says of a step into what the engine is told: a file becomes a value of the step's type.
final class Decisions {
    private final Codes codes;
    private final Contents contents;

    Decisions(Codes codes, Contents contents) {
        this.codes = codes;
        this.contents = contents;
    }

    Settlement of(RunRow run, Node node, int unit, Decision decision) {
        return switch (decision) {
            case Decision.Done(var file) -> done(run, node, unit, file.toAbsolutePath());
            case Decision.Retry _ -> new Settlement.Retry();
            case Decision.Fail(var reason) -> new Settlement.Fail(reason);
        };
    }

    private Settlement done(RunRow run, Node node, int unit, Path file) {
        if (!Files.exists(file))
            throw refused("file-missing", "there is no file " + file, file, "Give what the step would have given.");
        if (!(codes.load(run.bundle()) instanceof Code.Ready(var loader)))
            throw refused(
                    "missing-code",
                    "the code of the run is needed to read the value, and is not here",
                    file,
                    "Decide where its libraries are.");
        var type = TypeNames.parse(node.type(), loader);
        var wanted = unit >= 0 && node instanceof Node.Each && type instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : type;
        return encoded(wanted, node.name(), file);
    }

    private Settlement encoded(Type type, String step, Path file) {
        var codecs = new Codecs();
        var base = Objects.requireNonNullElse(file.getParent(), file);
        var value = new Inputs(codecs, new Inputs.Folders(base, base, base)).value(type, step, given(type, file, base));
        try {
            var encoded = codecs.codec(type).encode(value, contents);
            return new Settlement.Done(encoded.bytes(), encoded.contents());
        } catch (IOException e) {
            throw refused("file-refused", file + " can not be kept: " + e.getMessage(), file, "Look at the disk.");
        }
    }

    private static Given given(Type type, Path file, Path base) {
        var from = Objects.requireNonNull(file.getFileName()).toString();
        if (type == FileRef.class || type == FolderRef.class || type == TreeRef.class)
            return new Given.Text(file.toString(), from);
        try {
            return new Given.Tree(Json.parse(Files.readAllBytes(file)), from, base);
        } catch (InvalidJson e) {
            throw refused(
                    "file-refused",
                    file + " is not JSON: " + e.getMessage(),
                    file,
                    "The step gives a " + TypeNames.print(type) + ": write its value as JSON.");
        } catch (IOException e) {
            throw refused("file-refused", file + " can not be read: " + e.getMessage(), file, "Look at the file.");
        }
    }

    private static InvalidInput refused(String code, String what, Path file, String hint) {
        return new InvalidInput(List.of(new Problem(code, what, file.toString(), null, hint)));
    }
}
