package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import org.jspecify.annotations.Nullable;

/// What a field that outlives a step holds, and what is to be said of an instruction that uses it.
sealed interface Verdict {
    /// The same for ever.
    Verdict CONSTANT = new Constant();

    /// @param field its name and kind, for people
    /// @return null if there is nothing to be said
    @Nullable
    Flag flag(Field field, boolean write);

    /// @param kind such as "the static field"
    /// @param name with its class
    record Field(String kind, String name) {
        String use(boolean write) {
            return (write ? "writes " : "reads ") + kind + " " + name;
        }
    }

    /// The same for ever.
    record Constant() implements Verdict {
        @Override
        public @Nullable Flag flag(Field field, boolean write) {
            return null;
        }
    }

    /// Its author vouches for it.
    record Vouched(String why) implements Verdict {
        @Override
        public Flag flag(Field field, boolean write) {
            return new Flag.Vouched(field.name(), why);
        }
    }

    /// It can be set again.
    record NotFinal() implements Verdict {
        @Override
        public Flag flag(Field field, boolean write) {
            var what = field.use(write) + ", which is not final: steps may run in different processes";
            return new Flag.Refused("static-not-final", what, write ? PASS_IT : advice("Make it final"));
        }
    }

    /// Its object can change.
    record Mutable(String because) implements Verdict {
        @Override
        public Flag flag(Field field, boolean write) {
            var what = field.use(write) + ": " + because;
            return new Flag.Refused("static-mutable", what, advice("Use something constant"));
        }
    }

    /// It can not be looked at.
    record Unknown(String because, String repair) implements Verdict {
        @Override
        public Flag flag(Field field, boolean write) {
            var what = field.use(write) + ", which can not be judged: " + because;
            return new Flag.Refused("static-unknown", what, advice(repair));
        }
    }

    /// What to do about a write.
    String PASS_IT = "Pass the value into the step as an input, or return it as its result";

    private static String advice(String first) {
        return first + ", or pass it as an input, or mark the field @Shared(\"why\") if sharing it changes no result";
    }
}
