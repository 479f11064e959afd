package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.Problem;
import dev.towpath.code.Finding.Flag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /// The prover of some classes: a bundle's own, which may know some proofs already, or a new one.
    public static Prover of(UserCode code) {
        return code instanceof BundleLoader bundle ? bundle.prover() : new Prover(code);
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
        var problems = new LinkedHashMap<String, Problem>();
        var notes = new LinkedHashMap<String, String>();
        var shared = new LinkedHashMap<String, String>();
        var opaque = false;
        var libraries = false;
        for (var reached : walk.findings()) {
            var at = reached.finding().at();
            switch (reached.finding().flag()) {
                case Flag.Refused refused -> {
                    var problem = problem(refused, reached);
                    problems.putIfAbsent(problem.code() + at + refused.what(), problem);
                }
                case Flag.Stale(var what) ->
                    notes.putIfAbsent(what, "uses " + what + " (" + at + "): a stored result may be out of date");
                case Flag.Opaque(var what) -> {
                    opaque = true;
                    notes.putIfAbsent(
                            what,
                            "uses " + what + " (" + at + "): any change of the pipeline's code makes it run again");
                }
                case Flag.Vouched(var field, var why) -> shared.put(field, why);
                case Flag.UsesLibrary _ -> libraries = true;
            }
        }
        var digest = digest(subject, walk, opaque, libraries);
        return new Proof(digest, List.copyOf(problems.values()), List.copyOf(notes.values()), shared);
    }

    private static Problem problem(Flag.Refused refused, Walk.Reached reached) {
        var by = reached.finding().by();
        var way = reached.way();
        var what = by + " " + refused.what() + (way.size() > 1 ? " (reached by " + String.join(" → ", way) + ")" : "");
        return new Problem(refused.code(), what, place(reached.finding().at()), null, refused.advice());
    }

    private static @org.jspecify.annotations.Nullable String place(String at) {
        return at.isEmpty() ? null : at;
    }

    private Digest digest(Proofs.Subject subject, Walk walk, boolean opaque, boolean libraries) {
        var parts = new ArrayList<String>();
        parts.add(FORM);
        if (opaque) {
            parts.add(subject.toString());
            parts.add(code.digest().hex());
        } else {
            parts.add(walk.digest().hex());
        }
        if (opaque || libraries) {
            for (var library : code.libraries()) parts.add(library.name() + " " + library.digest());
        }
        return Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
