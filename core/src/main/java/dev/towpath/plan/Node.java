package dev.towpath.plan;

import dev.towpath.Digest;
import dev.towpath.code.MethodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node of a [Plan].
public sealed interface Node {
    /// What all nodes have.
    Frame frame();

    /// The values it needs before it can be decided; [Ref#ATTEMPT] and [Ref#INPUT] are among them.
    List<Ref> reads();

    /// The name, unique in the plan; a step of a called pipeline is `call/step`.
    default String name() {
        return frame().name();
    }

    /// The type of the output, as [dev.towpath.value.TypeNames] writes it.
    default String type() {
        return frame().type();
    }

    /// What all nodes have.
    ///
    /// @param name unique in the plan
    /// @param type of the output
    /// @param guards the conditions of the blocks it is wired in, the outermost first; all must hold, else it is
    ///     skipped
    /// @param after indices of nodes that must have ended well before it starts, without giving it a value; if
    ///     one of them is skipped it starts all the same
    /// @param at `File.java:12` of the wiring line
    record Frame(String name, String type, List<Guard> guards, List<Integer> after, String at) {
        public Frame {
            guards = List.copyOf(guards);
            after = List.copyOf(after);
        }
    }

    /// The code of a step.
    ///
    /// @param method the static method
    /// @param digest identifies what the method reaches in the user's classes
    /// @param notes what the check found worth saying, for instance that the clock is in reach
    /// @param title from [dev.towpath.Describe] on the method; empty if there is none
    record Code(MethodRef method, Digest digest, List<String> notes, String title) {
        public Code {
            notes = List.copyOf(notes);
        }
    }

    /// A node that executes code.
    sealed interface Work extends Node {
        Code code();

        Policies policies();
    }

    /// One call of a method.
    record Step(Frame frame, Code code, List<Ref> inputs, Policies policies) implements Work {
        public Step {
            inputs = List.copyOf(inputs);
        }

        @Override
        public List<Ref> reads() {
            return inputs;
        }
    }

    /// One call for each element of the list that is the first input; the output is the list of results in order.
    record Each(Frame frame, Code code, List<Ref> inputs, Policies policies) implements Work {
        public Each {
            inputs = List.copyOf(inputs);
        }

        @Override
        public List<Ref> reads() {
            return inputs;
        }
    }

    /// One call for each chunk of at most `size` elements of the list that is the first input; the output is the
    /// results, concatenated.
    record Batch(Frame frame, Code code, List<Ref> inputs, int size, Policies policies) implements Work {
        public Batch {
            inputs = List.copyOf(inputs);
        }

        @Override
        public List<Ref> reads() {
            return inputs;
        }
    }

    /// Joins the branches of `when`, `unless` or `choose`: the value of the branch that was taken.
    ///
    /// @param on the value that decides
    /// @param branches the possible ones
    /// @param optional whether an empty `Optional` is the output if no branch is taken
    record Choice(Frame frame, Ref on, List<Branch> branches, boolean optional) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public List<Ref> reads() {
            return List.of(on);
        }
    }

    /// One branch of a [Choice].
    ///
    /// @param is what [Choice#on()] has to be, as in [Guard#is()]
    /// @param value what the branch gives
    record Branch(String is, Ref value) {}

    /// Runs of other pipelines, one for each element of a list of [dev.towpath.Call]; the output is the list of their
    /// results in order. Each is a run of its own with this one as its parent.
    ///
    /// @param calls the list
    /// @param pipelines the plans that may be called, by name
    record Expand(Frame frame, Ref calls, List<Plan> pipelines, Policies policies) implements Node {
        public Expand {
            pipelines = List.copyOf(pipelines);
        }

        @Override
        public List<Ref> reads() {
            return List.of(calls);
        }
    }

    /// The policies of a node, if it has any.
    static @Nullable Policies policies(Node node) {
        return switch (node) {
            case Work work -> work.policies();
            case Expand expand -> expand.policies();
            case Choice _ -> null;
        };
    }
}
