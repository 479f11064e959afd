package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes numbers, texts and the small types of events as bytes. Numbers take as many bytes as they need.
final class Packer {
    private static final HexFormat HEX = HexFormat.of();

    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }

    Packer raw(byte[] data) {
        room(data.length);
        System.arraycopy(data, 0, bytes, length, data.length);
        length += data.length;
        return this;
    }

    Packer flag(boolean value) {
        return number(value ? 1 : 0);
    }

    /// Any number; small ones, also below zero, are short.
    Packer signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    /// A number that is not below zero.
    Packer number(long value) {
        room(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    Packer real(double value) {
        var bits = Double.doubleToLongBits(value);
        for (var shift = 56; shift >= 0; shift -= 8) {
            room(1);
            bytes[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    Packer text(String text) {
        number(text.length());
        for (var i = 0; i < text.length(); i++) number(text.charAt(i));
        return this;
    }

    Packer maybe(@Nullable String text) {
        flag(text != null);
        return text == null ? this : text(text);
    }

    Packer digest(Digest digest) {
        return raw(HEX.parseHex(digest.hex()));
    }

    Packer made(Made made) {
        return digest(made.digest()).number(made.size());
    }

    Packer code(Event.Code code) {
        return digest(code.bundle()).digest(code.plan());
    }

    Packer ranges(Ranges ranges) {
        var bounds = ranges.bounds();
        number(bounds.length / 2);
        var last = 0;
        for (var bound : bounds) {
            number(bound - last);
            last = bound;
        }
        return this;
    }

    Packer failure(Failure failure) {
        text(failure.code()).text(failure.message()).maybe(failure.step()).signed(failure.unit());
        number(failure.attempt()).maybe(failure.at()).text(failure.hint()).maybe(failure.error());
        text(failure.stack()).number(failure.lastLines().size());
        for (var line : failure.lastLines()) text(line);
        return this;
    }

    Packer results(UnitResults results) {
        number(results.number()).ranges(Ranges.of(results.units()));
        var last = 0L;
        for (var i = 0; i < results.count(); i++) {
            signed(results.started()[i] - last).signed(results.ended()[i] - results.started()[i]);
            last = results.started()[i];
            var value = results.values()[i];
            var digest = results.digests()[i];
            if (value != null) number((long) value.length << 1).raw(value);
            else if (digest != null) number(results.sizes()[i] << 1 | 1).digest(digest);
            else throw new IllegalArgumentException("unit " + results.units()[i] + " has no value");
        }
        return this;
    }
}
