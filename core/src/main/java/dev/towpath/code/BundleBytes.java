package dev.towpath.code;

import dev.towpath.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

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
            put(zip, ABOUT, about(bundle).getBytes(StandardCharsets.UTF_8));
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

    private static String about(Bundle bundle) {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("format", FORMAT);
            json.writeNumberProperty("jdk", bundle.jdk());
            json.writeArrayPropertyStart("libraries");
            for (var library : bundle.libraries()) {
                json.writeStartObject();
                json.writeStringProperty("name", library.name());
                json.writeStringProperty("digest", library.digest().hex());
                json.writeStringProperty("location", library.location());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
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
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), content)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "format" -> {
                        if (json.getIntValue() > FORMAT) {
                            throw new IOException("the bundle was made by a newer version; use that one");
                        }
                    }
                    case "jdk" -> builder.jdk(json.getIntValue());
                    case "libraries" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) builder.library(library(json));
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("not a bundle: " + e.getMessage(), e);
        }
    }

    private static Library library(JsonParser json) throws IOException {
        var parts = new TreeMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            parts.put(name, Objects.requireNonNullElse(json.getString(), ""));
        }
        return new Library(part(parts, "name"), new Digest(part(parts, "digest")), part(parts, "location"));
    }

    private static String part(Map<String, String> parts, String name) throws IOException {
        var part = parts.get(name);
        if (part == null) throw new IOException("not a bundle: a library has no " + name);
        return part;
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
