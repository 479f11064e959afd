package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Ancestors;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Node;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What callers ask of an engine: looks up what that takes, on the caller's thread, and sends it to the loop. The
/// answers come after the commit that makes them true.
final class Requests {
    private final Engine.Parts parts;
    private final Core.Wires wires;
    private final Recovery recovery;

    Requests(Engine.Parts parts, Core.Wires wires) {
        this.parts = parts;
        this.wires = wires;
        this.recovery = new Recovery(parts.journal(), parts.rules(), wires.plans());
    }

    /// A new run.
    CompletableFuture<RunId> submit(Submission submission) {
        var plan = wires.plans().of(submission.plan());
        var small = submission.input().length <= parts.journal().inlineLimit();
        var only = submission.only() == null ? null : only(submission.only(), plan);
        var order = new Mail.Order(
                parts.ids().newRun(parts.clock().instant()),
                plan,
                parts.code().load(submission.bundle()),
                submission.bundle(),
                submission,
                small ? Digest.of(submission.input()) : blob(submission.input()),
                small ? submission.input() : null,
                only,
                null,
                null);
        var answer = new CompletableFuture<RunId>();
        wires.mail().send(new Mail.Submit(order, answer));
        return answer;
    }

    private Digest blob(byte[] input) {
        try {
            return parts.artifacts().put(new ByteArrayInputStream(input)).digest();
        } catch (IOException e) {
            throw new StoreException(
                    "store-failed",
                    "the input can not be kept: " + e.getMessage(),
                    null,
                    "See whether the store's disk is there and has room.",
                    e);
        }
    }

    private Message.Reuse only(Submission.Only only, KnownPlan plan) {
        var nodes = plan.plan().nodes();
        var step = find(only.step(), nodes);
        if (step < 0) throw unknownStep(only.step(), plan);
        var origin = recovery.load(only.from());
        var stored = new ArrayList<Message.Stored>();
        var before = Ancestors.of(plan.graph(), step);
        for (var node = before.nextSetBit(0); node >= 0; node = before.nextSetBit(node + 1)) {
            if (nodes.get(node) instanceof Node.Choice) continue;
            var name = nodes.get(node).name();
            var there = find(name, origin.plan.plan().nodes());
            var made = there < 0 ? null : origin.state.made(there);
            if (made != null) stored.add(new Message.Stored(node, only.from(), made));
            else if (there < 0 || origin.state.status(there) != Status.SKIPPED)
                throw new EngineException(
                        "no-stored-output",
                        "run " + only.from() + " has no output of '" + name + "'",
                        only.step(),
                        "Run the whole pipeline first.",
                        null);
        }
        return new Message.Reuse(stored, step);
    }

    static EngineException unknownStep(String step, KnownPlan plan) {
        return new EngineException(
                "unknown-step",
                "there is no step '" + step + "'",
                plan.plan().name(),
                "The steps are: "
                        + String.join(
                                ", ",
                                plan.plan().nodes().stream().map(Node::name).toList()) + ".",
                null);
    }

    static int find(String name, List<Node> nodes) {
        for (var i = 0; i < nodes.size(); i++) if (nodes.get(i).name().equals(name)) return i;
        return -1;
    }

    /// Goes on with a run from what is stored.
    CompletableFuture<Boolean> resume(RunId run) {
        var loaded = recovery.load(run);
        if (loaded.state.status() == Status.SUCCEEDED) throw nothing(run, "it has succeeded");
        var code = parts.code().load(loaded.row.bundle());
        var missing = code instanceof CodeLoader.Code.Missing known ? Runs.missing(run, known) : null;
        if (missing != null && !canQueue(loaded.state.status())) throw missing;
        var answer = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Adopt(loaded, code, answer));
        return answer.thenApply(taken -> {
            if (!taken) throw nothing(run, "it is being executed");
            if (missing != null) throw missing;
            return true;
        });
    }

    /// Whether a run can wait in the queue for its code; one whose process died is left as it stands.
    private static boolean canQueue(Status status) {
        return switch (status) {
            case QUEUED, FAILED, CANCELLED -> true;
            case CREATED, RUNNING, WAITING, SUCCEEDED, CACHED, SKIPPED, CANCELLING, LOST -> false;
        };
    }

    private static EngineException nothing(RunId run, String why) {
        return new EngineException(
                "nothing-to-resume",
                "run " + run + " can not be resumed: " + why,
                run.text(),
                "Only a run that was interrupted, has failed or was cancelled goes on.",
                null);
    }

    /// Asks a run to stop.
    CompletableFuture<Boolean> cancel(RunId run, String reason) {
        var answer = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Cancel(run, reason, answer));
        return answer;
    }

    /// The end of a run; empty if it is not executed here.
    CompletableFuture<Optional<RunEnd>> end(RunId run) {
        var answer = new CompletableFuture<Optional<RunEnd>>();
        wires.mail().send(new Mail.Await(run, answer));
        return answer;
    }

    /// How a run that is not executed here has ended.
    RunEnd stored(RunId run) {
        var row = parts.journal().run(run).orElseThrow(() -> EngineException.unknown(run));
        if (row.status().isTerminal()) return new RunEnd(run, row.status(), row.output(), row.failure());
        if (row.status() == Status.QUEUED && !row.reason().isEmpty())
            throw new EngineException(
                    "missing-code",
                    "the code of the run can not be loaded: " + row.reason(),
                    run.text(),
                    "Resume the run where its code is.",
                    null);
        throw new EngineException(
                "not-executed",
                "run " + run + " is " + row.status() + " and nobody executes it",
                run.text(),
                "Resume it.",
                null);
    }

    /// A run as it is; empty if it is not executed here.
    CompletableFuture<Optional<RunSnapshot>> live(RunId run) {
        var answer = new CompletableFuture<Optional<RunSnapshot>>();
        wires.mail().send(new Mail.Look(run, answer));
        return answer;
    }
}
