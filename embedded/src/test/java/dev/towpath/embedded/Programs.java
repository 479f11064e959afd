package dev.towpath.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// Compiles small programs and runs them in processes of their own, to kill them or to take their files away.
final class Programs {
    private final Path folder;

    Programs(Path folder) {
        this.folder = folder;
    }

    /// Compiles a class into a folder.
    ///
    /// @param classes the name of the folder
    Path compile(String classes, String className, String source, Path... classPath) throws IOException {
        var out = Files.createDirectories(folder.resolve(classes));
        var file = Files.writeString(folder.resolve(className + ".java"), source);
        var path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        for (var part : classPath) path.add(part.toString());
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of("-parameters", "-g", "-d", out.toString(), "-cp", String.join(File.pathSeparator, path));
            var ok = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            if (!ok) throw new AssertionError(messages.toString());
        }
        return out;
    }

    Path jar(String name, Path classes) throws IOException {
        var jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }

    /// Starts [Child] on a store with a pipeline.
    static Child.Process child(Path store, List<Path> classPath, String pipelineClass, String input)
            throws IOException {
        var path = new ArrayList<String>();
        for (var part : classPath) path.add(part.toString());
        path.add(System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, path),
                Child.class.getName(),
                store.toString(),
                pipelineClass,
                input);
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Child.Process(process, new BufferedReader(process.inputReader()));
    }

    static Path delete(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (var inside = Files.walk(file)) {
                for (var each : inside.sorted((a, b) -> b.compareTo(a)).toArray(Path[]::new)) Files.delete(each);
            }
        } else {
            Files.delete(file);
        }
        return file;
    }

    static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
