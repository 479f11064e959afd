package dev.towpath.code;

/// Something worth saying about an instruction in reach.
///
/// @param by the method that the instruction is in, for people
/// @param at `File.java:12`
record Finding(Flag flag, String by, String at) {
    /// What can be said, wherever it is.
    ///
    /// Each kind knows where it belongs in a report. A `switch` over the kinds would do as well, but the class that
    /// it needs is made at run time, and a command that has just started would wait for it.
    sealed interface Flag {
        /// Adds itself to a report.
        void tell(Report report, Walk.Reached reached);

        /// The step is refused.
        ///
        /// @param what continues a sentence that begins with the method
        record Refused(String code, String what, String advice) implements Flag {
            @Override
            public void tell(Report report, Walk.Reached reached) {
                report.refused(this, reached);
            }
        }

        /// A stored result may be out of date: something that is no input is read.
        record Stale(String what) implements Flag {
            @Override
            public void tell(Report report, Walk.Reached reached) {
                report.stale(what, reached.finding().at());
            }
        }

        /// The reach can not be followed, so all of the user's code counts.
        record Opaque(String what) implements Flag {
            @Override
            public void tell(Report report, Walk.Reached reached) {
                report.opaque(what, reached.finding().at());
            }
        }

        /// A field that the user vouches for.
        record Vouched(String field, String why) implements Flag {
            @Override
            public void tell(Report report, Walk.Reached reached) {
                report.vouched(field, why);
            }
        }

        /// A class of a library jar is used, so the jars count.
        record UsesLibrary() implements Flag {
            @Override
            public void tell(Report report, Walk.Reached reached) {
                report.usesLibrary();
            }
        }
    }
}
