package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The byte form of bundles. Entries are stored, not compressed: what a compressor writes differs between JDKs.
final class BundleBytes {
    private static final int FORMAT = 1;
    private static final String ABOUT = "bundle.json";
    private static final String CLASSES = "classes/";
    private static final String FILES = "files/";
    private static final String SOURCES = "sources/";
    /// The earliest time a zip entry can have.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private BundleBytes() {}

    static byte[] write(Bundle bundle) {
        var entries = new TreeMap<String, byte[]>();
        bundle.classes().forEach((name, bytes) -> entries.put(CLASSES + name.replace('.', '/') + ".class", bytes));
        bundle.files().forEach((name, bytes) -> entries.put(FILES + name, bytes));
        bundle.sources().forEach((name, text) -> entries.put(SOURCES + name, text.getBytes(StandardCharsets.UTF_8)));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, ABOUT, about(bundle));
            for (var entry : entries.entrySet()) put(zip, entry.getKey(), entry.getValue());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] about(Bundle bundle) {
        var libraries = new ArrayList<Map<String, String>>();
        for (var library : bundle.libraries()) {
            var json = new LinkedHashMap<String, String>();
            json.put("name", library.name());
            json.put("digest", library.digest().hex());
            json.put("location", library.location());
            libraries.add(json);
        }
        var about = new LinkedHashMap<String, Object>();
        about.put("format", FORMAT);
        about.put("jdk", bundle.jdk());
        about.put("libraries", libraries);
        return Json.write(about);
    }

    static Bundle read(byte[] bytes) throws IOException {
        var builder = new BundleBuilder();
        var found = false;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = BundleBuilder.safeName(entry);
                var content = zip.readAllBytes();
                found |= name.equals(ABOUT);
                readEntry(builder, name, content);
            }
        }
        if (!found) throw new IOException("not a bundle: it has no " + ABOUT);
        return builder.build();
    }

    private static void readEntry(BundleBuilder builder, String name, byte[] content) throws IOException {
        if (name.equals(ABOUT)) {
            readAbout(builder, content);
        } else if (name.startsWith(CLASSES)) {
            builder.add(name.substring(CLASSES.length()), content);
        } else if (name.startsWith(FILES)) {
            builder.add(name.substring(FILES.length()), content);
        } else if (name.startsWith(SOURCES)) {
            builder.source(name.substring(SOURCES.length()), new String(content, StandardCharsets.UTF_8));
        }
    }

    private static void readAbout(BundleBuilder builder, byte[] content) throws IOException {
        try {
            if (!(Json.parse(content) instanceof Map<?, ?> about)
                    || !(about.get("format") instanceof Long format)
                    || !(about.get("jdk") instanceof Long jdk)
                    || !(about.get("libraries") instanceof List<?> libraries)) {
                throw new IOException("not a bundle: " + ABOUT + " lacks something");
            }
            if (format > FORMAT) throw new IOException("the bundle was made by a newer version; use that one");
            builder.jdk(Math.toIntExact(jdk));
            for (var library : libraries) builder.library(library(library));
        } catch (InvalidJson | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("not a bundle: " + e.getMessage(), e);
        }
    }

    private static Library library(@Nullable Object json) throws IOException {
        if (json instanceof Map<?, ?> library
                && library.get("name") instanceof String name
                && library.get("digest") instanceof String digest
                && library.get("location") instanceof String location) {
            return new Library(name, new Digest(digest), location);
        }
        throw new IOException("not a bundle: a library lacks its name, digest or location");
    }

    static Digest codeDigest(Bundle bundle) {
        var sha256 = Digest.sha256();
        addAll(sha256, bundle.classes());
        addAll(sha256, bundle.files());
        for (var library : bundle.libraries())
            add(sha256, library.name(), library.digest().hex().getBytes(StandardCharsets.UTF_8));
        return Digest.of(sha256);
    }

    private static void addAll(MessageDigest sha256, SortedMap<String, byte[]> entries) {
        entries.forEach((name, bytes) -> add(sha256, name, bytes));
        add(sha256, "", new byte[0]);
    }

    static void add(MessageDigest sha256, String name, byte[] bytes) {
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        sha256.update((utf8.length + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(utf8);
        sha256.update(bytes);
    }
}
