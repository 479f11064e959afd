package dev.towpath.code;

import dev.towpath.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Proves that step methods are isolated, and digests the code they reach: one walk for both.
///
/// One prover serves all steps of a definition. What it read of one step's reach it does not read again for the next.
public final class Prover {
    private static final String FORM = "towpath code 1";

    private final UserCode code;
    private final Reach reach;
    private final Map<Proofs.Subject, Proof> proofs;
    private int walks;

    /// @param code the user's classes
    public Prover(UserCode code) {
        this(code, Proofs.NONE);
    }

    /// @param code the user's classes
    /// @param known proofs of the same classes, made before
    public Prover(UserCode code, Proofs known) {
        this.code = code;
        this.reach = new Reach(code);
        this.proofs = new HashMap<>(known.proofs());
    }

    /// The prover of some classes: what it read or knew before is not read again.
    public static Prover of(UserCode code) {
        return code.prover();
    }

    /// Walks everything that a method reaches in the user's classes.
    public Proof prove(MethodRef method) {
        return prove(method, List.of());
    }

    /// Walks everything that a method reaches in the user's classes.
    ///
    /// @param valueTypes binary names of classes that are decoded for it or encoded after it, besides those its
    ///     signature names: what its type variables stand for
    public synchronized Proof prove(MethodRef method, List<String> valueTypes) {
        var subject = new Proofs.Subject(method, valueTypes);
        var known = proofs.get(subject);
        if (known != null) return known;
        var proof = walk(subject);
        proofs.put(subject, proof);
        return proof;
    }

    /// All proofs so far, those known before included.
    public synchronized Proofs proofs() {
        return new Proofs(proofs);
    }

    private Proof walk(Proofs.Subject subject) {
        var walk = new Walk(new Roots(reach).of(subject), ++walks);
        var report = new Report();
        for (var reached : walk.findings()) reached.finding().flag().tell(report, reached);
        return report.proof(digest(walk, report));
    }

    private Digest digest(Walk walk, Report report) {
        var parts = new ArrayList<String>();
        parts.add(FORM);
        parts.add(walk.digest().hex());
        if (report.isOpaque()) parts.add(code.digest().hex());
        if (report.countsLibraries()) {
            for (var library : code.libraries()) parts.add(library.name() + " " + library.digest());
        }
        return Digest.of(String.join("\n", parts));
    }
}
