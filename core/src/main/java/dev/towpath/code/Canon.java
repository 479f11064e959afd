package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes the canonical form of a piece of code: what decides its behaviour, without what depends on the rest of the
/// file (constant-pool indices, lines, numbers in names). What it mentions is collected on the way.
final class Canon {
    private static final Hole[] NO_HOLES = {};
    private static final Node[] NO_NODES = {};
    private static final int OPEN = -1;

    private final List<Hole> holes = new ArrayList<>();
    private final Set<Node> next = new LinkedHashSet<>();
    private final List<Flag> flags = new ArrayList<>();
    private byte[] bytes = new byte[128];
    private int size;

    Canon number(int value) {
        room(4);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    /// Its length, and each character by itself: half of a surrogate pair is a character too.
    Canon text(String text) {
        number(text.length());
        room(3 * text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < 0x80) {
                bytes[size++] = (byte) character;
            } else {
                bytes[size++] = (byte) 0x80;
                bytes[size++] = (byte) (character >>> 8);
                bytes[size++] = (byte) character;
            }
        }
        return this;
    }

    Canon raw(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /// Leaves a name open, to be filled with a number by first reach.
    Canon hole(Hole hole) {
        holes.add(hole);
        return number(OPEN);
    }

    /// Mentions a class of the user's.
    Canon type(ClassFacts type, Reach reach) {
        next.add(reach.type(type));
        return type.naming().stable() ? text(type.name()) : hole(type.hole());
    }

    Canon add(Symbol symbol) {
        raw(symbol.bytes(), 0, symbol.bytes().length);
        holes.addAll(symbol.holes());
        next.addAll(symbol.next());
        flags.addAll(symbol.flags());
        return this;
    }

    Canon reaches(Node node) {
        next.add(node);
        return this;
    }

    Canon flag(Flag flag) {
        flags.add(flag);
        return this;
    }

    Symbol symbol() {
        return new Symbol(Arrays.copyOf(bytes, size), List.copyOf(holes), List.copyOf(next), List.copyOf(flags));
    }

    Node.Content content(List<Finding> findings) {
        var mix = new Mix().add(bytes, size);
        return new Node.Content(
                mix.high(), mix.low(), holes.toArray(NO_HOLES), next.toArray(NO_NODES), List.copyOf(findings));
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
}
