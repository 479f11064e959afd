package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.engine.machine.Answer;
import dev.towpath.engine.machine.Message;
import dev.towpath.spi.InboxRow;
import dev.towpath.value.Elements;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the loop is sent. Answers are given after the commit that makes them true.
sealed interface Mail {
    /// A new run.
    record Submit(Order order, CompletableFuture<RunId> answer) implements Mail {}

    /// A new run with all that it takes to accept it.
    ///
    /// @param input the encoded input; null if it is kept as a blob
    /// @param parentStep the step and unit that ask for it
    /// @param repeats the run that it repeats
    @SuppressWarnings("ArrayRecordComponent") // handed on, never written to
    record Order(
            RunId run,
            KnownPlan plan,
            CodeLoader.Code code,
            Digest bundle,
            Submission wish,
            Digest inputDigest,
            byte @Nullable [] input,
            Message.@Nullable Reuse reuse,
            Live.@Nullable Parent parent,
            @Nullable String parentStep,
            @Nullable RunId repeats) {}

    /// A run that was loaded from the journal. The answer is false if it has changed since, or is executed here
    /// already.
    /// It goes on, also if it has ended.
    ///
    /// @param then what it is told in the same turn
    /// @param value that this names
    record Adopt(
            Live run,
            CodeLoader.Code code,
            List<Message> then,
            @Nullable Output value,
            CompletableFuture<Boolean> answer)
            implements Mail {
        public Adopt {
            then = List.copyOf(then);
        }

        Adopt(Live run, CodeLoader.Code code, CompletableFuture<Boolean> answer) {
            this(run, code, List.of(), null, answer);
        }
    }

    /// A run that was loaded from the journal goes on with other code. The answer is as for [Adopt].
    record Replace(Live run, CodeLoader.Code code, Message.Replace message, CompletableFuture<Boolean> answer)
            implements Mail {}

    /// A message for whoever executes a run, with what it names.
    record Post(InboxRow message, @Nullable Output value, CompletableFuture<Boolean> answer) implements Mail {}

    /// Something may be in the inbox, or there may be a run to take.
    record Poked() implements Mail {}

    /// Another process has died.
    record Died() implements Mail {}

    /// This process may act no more.
    record Lost() implements Mail {}

    /// The inbox was read.
    ///
    /// @param over the numbers of messages about runs that have ended
    record Inbox(List<InboxRow> messages, Set<Long> over) implements Mail {
        public Inbox {
            messages = List.copyOf(messages);
            over = Set.copyOf(over);
        }
    }

    /// Runs to take were looked for, and those that were found were sent before.
    ///
    /// @param more whether there may be others
    record Swept(boolean more) implements Mail {}

    /// The oldest turns that were given to the writer are on disk, but for what is fenced in them.
    record Written(int turns) implements Mail {}

    /// News for a run, or a question about it.
    sealed interface OfRun extends Mail {
        RunId run();

        /// The run is not executed here: those who have asked are told by a job after the commit.
        default void unknown(Core core) {
            switch (this) {
                case Tell(_, _, _, var answer) -> core.afterwards(() -> answer.complete(false));
                case Cancel(_, _, var answer) -> core.afterwards(() -> answer.complete(false));
                case Await(_, var answer) -> core.afterwards(() -> answer.complete(Optional.empty()));
                case Look(_, var answer) -> core.afterwards(() -> answer.complete(Optional.empty()));
                case OfValue _ -> {}
            }
        }
    }

    /// News of values, by the steps of the plan that the run had when they were read or put together.
    sealed interface OfValue extends OfRun {
        /// Of the run at that time.
        int epoch();
    }

    /// Someone wants something of a run. The answer is false if it is not executed here.
    ///
    /// @param value what the message names
    record Tell(RunId run, Message message, @Nullable Output value, CompletableFuture<Boolean> answer)
            implements OfRun {}

    /// Someone wants a run to stop. The answer is false if it is not executed here.
    record Cancel(RunId run, String reason, CompletableFuture<Boolean> answer) implements OfRun {}

    /// Someone waits for the end of a run. The answer is empty if it is not executed here.
    record Await(RunId run, CompletableFuture<Optional<RunEnd>> answer) implements OfRun {}

    /// Someone looks at a run. The answer is empty if it is not executed here.
    record Look(RunId run, CompletableFuture<Optional<RunSnapshot>> answer) implements OfRun {}

    /// News of attempts.
    record Reported(Report report) implements Mail {}

    /// A value was looked at.
    ///
    /// @param list if it is a list
    /// @param keep a value that is to be kept with the answer
    record Looked(
            RunId run,
            int epoch,
            int watch,
            Answer answer,
            @Nullable Elements list,
            @Nullable Output keep) implements OfValue {}

    /// The list of a mapped step was read again after a restart.
    record Listed(
            RunId run,
            int epoch,
            int watch,
            @Nullable Elements list,
            @Nullable Failure failure) implements OfValue {}

    /// The list of a mapped step is put together.
    record Gathered(RunId run, int epoch, int step, Output list, int elements) implements OfValue {}

    /// The list of a mapped step can not be put together.
    record NotGathered(RunId run, int epoch, int step, Failure failure) implements OfValue {}

    /// The artifacts of an output are named that needed the store for it.
    record Prepared(
            Task task,
            Report.Result result,
            List<Naming.Named> named,
            @Nullable Failure failure) implements Mail {}

    /// A unit of `expand` asks for its run.
    ///
    /// @param again whether a run that has failed is to go on
    record AskChild(RunId run, int step, int unit, boolean again) implements Mail {}

    /// A run that a unit of `expand` has asked for was loaded from the journal.
    record ChildLoaded(Live child, Live.Parent parent, boolean again) implements Mail {}

    /// A run that a unit of `expand` has asked for has ended.
    ///
    /// @param size of its output in bytes
    record ChildEnded(Live.Parent parent, RunEnd end, long size) implements Mail {}

    /// Tells the sender that nobody will handle this.
    default void refuse(RuntimeException why) {
        switch (this) {
            case Submit(_, var answer) -> answer.completeExceptionally(why);
            case Adopt(_, _, _, _, var answer) -> answer.completeExceptionally(why);
            case Replace(_, _, _, var answer) -> answer.completeExceptionally(why);
            case Post(_, _, var answer) -> answer.completeExceptionally(why);
            case Tell(_, _, _, var answer) -> answer.completeExceptionally(why);
            case Cancel(_, _, var answer) -> answer.completeExceptionally(why);
            case Await(_, var answer) -> answer.completeExceptionally(why);
            case Look(_, var answer) -> answer.completeExceptionally(why);
            case Reported _,
                    Written _,
                    Poked _,
                    Died _,
                    Lost _,
                    Inbox _,
                    Swept _,
                    Looked _,
                    Listed _,
                    Gathered _,
                    NotGathered _,
                    Prepared _,
                    AskChild _,
                    ChildLoaded _,
                    ChildEnded _ -> {}
        }
    }
}
