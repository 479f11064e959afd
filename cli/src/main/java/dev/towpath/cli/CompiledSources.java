package dev.towpath.cli;

import dev.towpath.Digest;
import dev.towpath.code.Bundle;
import dev.towpath.code.Library;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bundles of source files, kept by what they are made of, so that a file seen before is not compiled again.
final class CompiledSources {
    /// Changes whenever the same source could give another bundle.
    private static final String FORMAT = "source 1";

    private final KeptFiles kept;
    private final List<Path> towpath;

    /// @param towpath the class path of this process, which has the definition language
    CompiledSources(KeptFiles kept, List<Path> towpath) {
        this.kept = kept;
        this.towpath = towpath;
    }

    /// The bundle of a source file.
    ///
    /// @param classPath what it needs besides Towpath: folders belong to the user's code, jars are libraries
    /// @throws BadDefinition if it does not compile
    Bundle bundle(Path file, List<Path> classPath) throws IOException {
        var bytes = Files.readAllBytes(file);
        var name = String.valueOf(file.getFileName());
        var key = key(name, bytes, classPath);
        var known = kept.read(key);
        if (known.isPresent()) {
            var bundle = read(known.get());
            if (bundle.isPresent()) return bundle.get();
        }
        var bundle = compile(name, text(name, bytes), classPath);
        kept.write(key, bundle.toBytes());
        return bundle;
    }

    private static String key(String name, byte[] source, List<Path> classPath) throws IOException {
        var key = new StringBuilder(
                FORMAT + "\n" + VersionCommand.version() + "\n" + Runtime.version() + "\n" + name + "\n");
        key.append(Digest.of(source)).append('\n');
        for (var part : classPath) {
            var digest = Files.isDirectory(part)
                    ? Bundle.builder().folder(part).build().digest()
                    : Library.of(part).digest();
            key.append(part).append(' ').append(digest).append('\n');
        }
        return Digest.of(key.toString()) + ".bundle";
    }

    /// Nothing if the kept bytes are damaged: they can be made again.
    private static Optional<Bundle> read(byte[] bytes) {
        try {
            return Optional.of(Bundle.read(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadDefinition("does-not-compile", name + " is not a text in UTF-8", name, "Save it as UTF-8.");
        }
    }

    private Bundle compile(String name, String text, List<Path> classPath) throws IOException {
        var all = new ArrayList<>(towpath);
        all.addAll(classPath);
        return switch (new SourceCompiler(all).compile(name, text)) {
            case SourceCompiler.Outcome.Refused refused -> throw new BadDefinition(refused.problems());
            case SourceCompiler.Outcome.Compiled compiled -> {
                var bundle = Bundle.builder().classes(compiled.classes()).source(name, text);
                for (var part : classPath) {
                    if (Files.isDirectory(part)) bundle.folder(part);
                    else bundle.library(part);
                }
                yield bundle.build();
            }
        };
    }
}
