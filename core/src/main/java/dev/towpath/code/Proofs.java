package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The proofs of one bundle's methods, to be kept beside it: a bundle seen before need not be walked again.
///
/// @param proofs by what was proved
public record Proofs(Map<Subject, Proof> proofs) {
    /// What was proved.
    ///
    /// @param valueTypes classes that are decoded or encoded besides those that the signature names
    public record Subject(MethodRef method, List<String> valueTypes) {
        public Subject {
            valueTypes = List.copyOf(valueTypes);
        }

        // Written out for a quick start, as in MethodRef.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Subject subject
                    && method.equals(subject.method)
                    && valueTypes.equals(subject.valueTypes);
        }

        @Override
        public int hashCode() {
            return method.hashCode() * 31 + valueTypes.hashCode();
        }
    }

    /// Changes whenever the walk could find something else in the same classes.
    static final int PROVER_VERSION = 1;

    /// No proofs yet.
    public static final Proofs NONE = new Proofs(Map.of());

    private static final int MAX_ENTRIES = 1_000_000;

    public Proofs {
        proofs = Map.copyOf(proofs);
    }

    /// Under which name the proofs of a bundle are kept: a newer prover has other names.
    public static Digest key(Digest bundle) {
        return Digest.of("proofs " + PROVER_VERSION + " " + Runtime.version().feature() + " " + bundle);
    }

    /// The proofs as bytes; equal proofs give equal bytes.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            var sorted = new TreeMap<Subject, Proof>(Comparator.comparing(Proofs::sortKey));
            sorted.putAll(proofs);
            out.writeInt(PROVER_VERSION);
            out.writeInt(sorted.size());
            for (var entry : sorted.entrySet()) write(out, entry.getKey(), entry.getValue());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#toBytes()] wrote.
    ///
    /// @return [#NONE] if the bytes are of another version or damaged: they can be made again
    public static Proofs read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != PROVER_VERSION) return NONE;
            var proofs = new HashMap<Subject, Proof>();
            for (var left = count(in); left > 0; left--) {
                proofs.put(readSubject(in), readProof(in));
            }
            return new Proofs(proofs);
        } catch (IOException | IllegalArgumentException e) {
            return NONE;
        }
    }

    private static String sortKey(Subject subject) {
        var method = subject.method();
        return method.owner()
                + ' '
                + method.name()
                + ' '
                + method.descriptor()
                + ' '
                + method.kind()
                + subject.valueTypes();
    }

    private static Subject readSubject(DataInputStream in) throws IOException {
        var kind = MethodRef.Kind.valueOf(in.readUTF());
        var method = new MethodRef(kind, in.readUTF(), in.readUTF(), in.readUTF());
        var valueTypes = new ArrayList<String>();
        for (var left = count(in); left > 0; left--) valueTypes.add(in.readUTF());
        return new Subject(method, valueTypes);
    }

    private static void write(DataOutputStream out, Subject subject, Proof proof) throws IOException {
        var method = subject.method();
        out.writeUTF(method.kind().name());
        out.writeUTF(method.owner());
        out.writeUTF(method.name());
        out.writeUTF(method.descriptor());
        out.writeInt(subject.valueTypes().size());
        for (var type : subject.valueTypes()) out.writeUTF(type);
        out.writeUTF(proof.code().hex());
        out.writeInt(proof.problems().size());
        for (var problem : proof.problems()) {
            out.writeUTF(problem.code());
            out.writeUTF(problem.what());
            writeOptional(out, problem.at());
            writeOptional(out, problem.wiredAt());
            out.writeUTF(problem.advice());
        }
        out.writeInt(proof.notes().size());
        for (var note : proof.notes()) out.writeUTF(note);
        out.writeInt(proof.shared().size());
        for (var shared : new TreeMap<>(proof.shared()).entrySet()) {
            out.writeUTF(shared.getKey());
            out.writeUTF(shared.getValue());
        }
    }

    private static Proof readProof(DataInputStream in) throws IOException {
        var code = new Digest(in.readUTF());
        var problems = new ArrayList<Problem>();
        for (var left = count(in); left > 0; left--) {
            problems.add(new Problem(in.readUTF(), in.readUTF(), optional(in), optional(in), in.readUTF()));
        }
        var notes = new ArrayList<String>();
        for (var left = count(in); left > 0; left--) notes.add(in.readUTF());
        var shared = new HashMap<String, String>();
        for (var left = count(in); left > 0; left--) shared.put(in.readUTF(), in.readUTF());
        return new Proof(code, List.copyOf(problems), notes, shared);
    }

    private static int count(DataInputStream in) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) throw new IOException("not a count: " + count);
        return count;
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) out.writeUTF(text);
    }

    private static @Nullable String optional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
