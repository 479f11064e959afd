package dev.towpath;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of some bytes: equal digests are taken as equal content everywhere.
///
/// @param hex 64 lower-case hexadecimal digits
public record Digest(String hex) implements Comparable<Digest> {
    private static final HexFormat HEX = HexFormat.of();

    public Digest {
        if (!isHex(hex)) throw new IllegalArgumentException("a digest is 64 hexadecimal digits, was '" + hex + "'");
    }

    private static boolean isHex(String hex) {
        if (hex.length() != 64) return false;
        for (var i = 0; i < 64; i++) {
            var c = hex.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) return false;
        }
        return true;
    }

    /// The digest of these bytes.
    public static Digest of(byte[] bytes) {
        return of(sha256().digest(bytes), 0);
    }

    /// The digest of this text in UTF-8.
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The digest that an ended SHA-256 computation gives.
    public static Digest of(MessageDigest sha256) {
        return of(sha256.digest(), 0);
    }

    /// A new SHA-256 computation, for content that comes in pieces.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static Digest of(byte[] hash, int from) {
        return new Digest(HEX.formatHex(hash, from, from + 32));
    }

    /// The first 12 digits, for people.
    public String brief() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
