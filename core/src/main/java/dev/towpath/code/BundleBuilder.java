package dev.towpath.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// Collects what a [Bundle] consists of. What is added first wins, as on a class path.
public final class BundleBuilder {
    /// More than this is data, which belongs into inputs.
    private static final long MAX_BYTES = 512L << 20;

    private final SortedMap<String, byte[]> classes = new TreeMap<>();
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, String> sources = new TreeMap<>();
    private final List<Library> libraries = new ArrayList<>();
    private int jdk = Runtime.version().feature();
    private long size;

    BundleBuilder() {}

    /// Adds compiled classes.
    ///
    /// @param compiled class files by binary name with dots
    public BundleBuilder classes(Map<String, byte[]> compiled) throws IOException {
        for (var entry : new TreeMap<>(compiled).entrySet()) addClass(entry.getKey(), entry.getValue());
        return this;
    }

    /// Adds the text of a source file, for people; it has no effect on what runs.
    public BundleBuilder source(String fileName, String text) {
        sources.putIfAbsent(fileName, text);
        return this;
    }

    /// Adds all files of a class folder.
    public BundleBuilder folder(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
                add(entryName(folder.relativize(file)), Files.readAllBytes(file));
            }
        }
        return this;
    }

    /// Adds all files of a jar that holds the user's own classes.
    public BundleBuilder jar(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile(), false)) {
            for (var entry : opened.stream().filter(e -> !e.isDirectory()).toList()) {
                try (var in = opened.getInputStream(entry)) {
                    add(entry.getName(), in.readAllBytes());
                }
            }
        }
        return this;
    }

    /// Adds a jar that the classes need. It stays where it is; the bundle holds its digest.
    public BundleBuilder library(Path jar) throws IOException {
        return library(Library.of(jar));
    }

    /// Adds a jar that the classes need, hashed before.
    public BundleBuilder library(Library library) {
        libraries.add(library);
        return this;
    }

    /// Says which JDK feature version the code needs; without it, this process's.
    public BundleBuilder jdk(int feature) {
        jdk = feature;
        return this;
    }

    /// The bundle.
    public Bundle build() {
        return new Bundle(classes, files, sources, libraries, jdk);
    }

    void add(String name, byte[] bytes) throws IOException {
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
            var stem = name.substring(0, name.length() - ".class".length());
            if (!stem.equals("module-info")) addClass(stem.replace('/', '.'), bytes);
        } else if (!isAboutTheJar(name)) {
            grow(bytes);
            files.putIfAbsent(name, bytes);
        }
    }

    private void addClass(String name, byte[] bytes) throws IOException {
        grow(bytes);
        classes.putIfAbsent(name, bytes);
    }

    private void grow(byte[] bytes) throws IOException {
        size += bytes.length;
        if (size > MAX_BYTES) {
            throw new IOException("the code and its files have more than " + (MAX_BYTES >> 20)
                    + " MiB; pass large files as inputs instead");
        }
    }

    /// Manifests and signatures hold times and do not change what a class does.
    private static boolean isAboutTheJar(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("META-INF/MANIFEST.MF")
                || upper.startsWith("META-INF/MAVEN/")
                || upper.startsWith("META-INF/") && (upper.endsWith(".SF") || upper.endsWith(".RSA"));
    }

    private static String entryName(Path relative) {
        var name = new StringBuilder();
        for (var part : relative) name.append(name.isEmpty() ? "" : "/").append(part);
        return name.toString();
    }

    /// The name under which a zip entry is added, refusing one that leaves its folder.
    static String safeName(ZipEntry entry) throws IOException {
        var name = entry.getName();
        if (name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/")).contains("..")) {
            throw new IOException("not a bundle: entry '" + name + "' leaves its folder");
        }
        return name;
    }
}
