package dev.towpath.code;

/// Something worth saying about an instruction in reach.
///
/// @param by the method that the instruction is in, for people
/// @param at `File.java:12`
record Finding(Flag flag, String by, String at) {
    /// What can be said, wherever it is.
    sealed interface Flag {
        /// The step is refused.
        ///
        /// @param what continues a sentence that begins with the method
        record Refused(String code, String what, String advice) implements Flag {}

        /// A stored result may be out of date: something that is no input is read.
        record Stale(String what) implements Flag {}

        /// The reach can not be followed, so all of the user's code counts.
        record Opaque(String what) implements Flag {}

        /// A field that the user vouches for.
        record Vouched(String field, String why) implements Flag {}

        /// A class of a library jar is used, so the jars count.
        record UsesLibrary() implements Flag {}
    }
}
