package dev.towpath.code;

import dev.towpath.Digest;
import dev.towpath.Problem;
import java.util.List;
import java.util.Map;

/// What one walk over the byte code that a step method reaches found.
///
/// @param code identifies the reached code of the user: equal digests, equal behaviour for equal inputs
/// @param problems why the step is refused; empty if it is isolated
/// @param notes what does not refuse it but makes a stored result doubtful: clock, randomness, environment, network,
///     reflection in reach
/// @param shared reasons given by [dev.towpath.Shared] for fields in reach, by `Class.field`
public record Proof(Digest code, List<Problem> problems, List<String> notes, Map<String, String> shared) {
    public Proof {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        shared = Map.copyOf(shared);
    }
}
