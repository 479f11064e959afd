package dev.towpath.cli;

import dev.towpath.Pipeline;
import dev.towpath.code.Bundle;
import dev.towpath.code.BundleLoader;
import dev.towpath.code.Proofs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the user pointed at: a source file, a class on a class path, or a jar.
final class Target implements AutoCloseable {
    static final List<Option> OPTIONS = List.of(
            Option.of("class-path", "PATHS", "class folders and jars that the definition needs"),
            Option.of("pipeline", "NAME", "which pipeline, where there are several"));

    private final String typed;
    private final @Nullable String onlyClass;
    private final KeptFiles kept;
    private final String proofsName;
    private final Proofs known;
    private final BundleLoader loader;

    private Target(Context context, String typed, @Nullable String onlyClass, Bundle bundle) {
        this.typed = typed;
        this.onlyClass = onlyClass;
        this.kept = kept(context);
        this.proofsName = Proofs.key(bundle.codeDigest()) + ".proofs";
        this.known = kept.read(proofsName).map(Proofs::read).orElse(Proofs.NONE);
        this.loader = BundleLoader.of(bundle, Target.class.getClassLoader(), known);
    }

    private static KeptFiles kept(Context context) {
        return new KeptFiles(context.settings().path(Setting.CACHE));
    }

    /// Loads the code.
    ///
    /// @throws BadDefinition if there is no such thing, or it does not compile
    static Target load(Context context) throws IOException {
        return load(context, context.word(0));
    }

    /// Loads the code of this file, jar or class.
    ///
    /// @throws BadDefinition if there is no such thing, or it does not compile
    static Target load(Context context, String typed) throws IOException {
        var classPath = classPath(context);
        if (typed.endsWith(".java")) return source(context, typed, classPath);
        if (typed.endsWith(".jar")) return jar(context, typed, classPath);
        if (classPath.isEmpty()) {
            var exists = Files.exists(context.env().path(typed));
            throw new BadDefinition(
                    "no-definition",
                    "'" + typed + "' is "
                            + (exists ? "not a source file or a jar" : "no file and no class on a class path"),
                    typed,
                    "Give File.java, a jar, or --class-path DIR with a class name.");
        }
        return compiled(context, typed, classPath);
    }

    private static Target source(Context context, String typed, List<Path> classPath) throws IOException {
        var file = existing(context, typed, Files::isRegularFile, "source file");
        var sources = new CompiledSources(kept(context), context.env().ownClassPath());
        return new Target(context, typed, null, sources.bundle(file, classPath));
    }

    private static Target jar(Context context, String typed, List<Path> classPath) throws IOException {
        var file = readable(existing(context, typed, Files::isRegularFile, "jar"), typed);
        var bundle = Bundle.builder().jar(file);
        for (var part : classPath) {
            if (Files.isDirectory(part)) bundle.folder(part);
            else bundle.library(part);
        }
        return new Target(context, typed, null, bundle.build());
    }

    /// Folders are the user's own code and so is the jar that has the class; all other jars are libraries.
    private static Target compiled(Context context, String className, List<Path> classPath) throws IOException {
        var entry = className.replace('.', '/') + ".class";
        var bundle = Bundle.builder();
        var found = false;
        for (var part : classPath) {
            if (Files.isDirectory(part)) {
                bundle.folder(part);
                found |= Files.exists(part.resolve(entry));
            }
        }
        for (var part : classPath) {
            if (Files.isDirectory(part)) continue;
            var own = !found && has(part, entry);
            if (own) bundle.jar(part);
            else bundle.library(part);
            found |= own;
        }
        if (!found) {
            throw new BadDefinition(
                    "no-definition",
                    "the class path has no class " + className,
                    className,
                    "Check --class-path and the name.");
        }
        return new Target(context, className, className, bundle.build());
    }

    private static Path readable(Path jar, String typed) throws IOException {
        try (var _ = new java.util.zip.ZipFile(jar.toFile())) {
            return jar;
        } catch (java.util.zip.ZipException e) {
            var what = typed + " can not be read as a jar: " + e.getMessage();
            throw new BadDefinition("no-definition", what, typed, "Build it again, or check the path.");
        }
    }

    private static boolean has(Path jar, String entry) throws IOException {
        try (var opened = new java.util.zip.ZipFile(jar.toFile())) {
            return opened.getEntry(entry) != null;
        }
    }

    private static Path existing(Context context, String typed, Predicate<Path> fits, String kind) {
        var file = context.env().path(typed);
        if (fits.test(file)) return file;
        var what = Files.exists(file) ? typed + " is not a " + kind : "there is no " + kind + " " + typed;
        throw new BadDefinition("no-definition", what, typed, "Check the path.");
    }

    private static List<Path> classPath(Context context) throws IOException {
        var typed = context.arguments().value("class-path");
        if (typed == null) return List.of();
        var parts = new ArrayList<Path>();
        for (var part : typed.split(File.pathSeparator)) {
            if (part.isEmpty()) continue;
            var path = context.env().path(part);
            if (!Files.exists(path)) {
                throw new BadDefinition(
                        "no-definition", "there is no " + part + " for the class path", part, "Check the path.");
            }
            parts.add(Files.isDirectory(path) ? path : readable(path, part));
        }
        return parts;
    }

    /// The pipeline that is meant.
    Pipeline<?, ?> pipeline(Context context) {
        var pipeline = definitions().one(onlyClass, context.arguments().value("pipeline"));
        keepProofs();
        return pipeline;
    }

    /// All that it defines.
    List<Definitions.Defined> all() {
        var all = definitions().all(onlyClass);
        keepProofs();
        return all;
    }

    private void keepProofs() {
        var proofs = loader.prover().proofs();
        if (proofs.proofs().size() > known.proofs().size()) kept.write(proofsName, proofs.toBytes());
    }

    private Definitions definitions() {
        return new Definitions(typed, loader);
    }

    /// Closes library jars.
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
