package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunRow;
import dev.towpath.value.EncodedJson;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Goes on with a run by another plan, or repeats one, with all that is still valid. On the caller's thread.
final class Replacing {
    private final Engine.Parts parts;
    private final Core.Wires wires;
    private final Recovery recovery;

    Replacing(Engine.Parts parts, Core.Wires wires, Recovery recovery) {
        this.parts = parts;
        this.wires = wires;
        this.recovery = recovery;
    }

    /// What a run would keep.
    Changes changes(RunId run, Plan plan) {
        return matching(recovery.load(run), wires.plans().of(plan)).changes();
    }

    private static Matching matching(Live loaded, KnownPlan next) {
        return new Matching(loaded, next, null, _ -> true);
    }

    /// Binds a run to other code.
    CompletableFuture<Boolean> resume(Live loaded, Digest bundle, Plan plan, CodeLoader.Code code) {
        var next = wires.plans().of(plan);
        var row = loaded.row;
        var run = new Live(bound(row, bundle, next.digest()), next, loaded.state.restarted(next.graph()));
        run.seq = loaded.seq;
        run.letters = loaded.letters;
        run.areLettersLate = loaded.areLettersLate;
        run.projection.startedBefore(row.started());
        run.entries.add(new Entry.StepsForgotten(run.id()));
        run.entries.add(new Entry.KeepValue(next.digest(), next.json(), List.of()));
        var message = new Message.Replace(
                parts.owners().me(),
                loaded.state.epoch() + 1,
                loaded.state.isSerial(),
                loaded.state.batch(),
                new Event.Code(bundle, next.digest()),
                new Event.Code(row.bundle(), row.plan()),
                matching(loaded, next).stepsKept());
        var answer = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Replace(run, code, message, answer));
        return answer;
    }

    private static RunRow bound(RunRow row, Digest bundle, Digest plan) {
        return new RunRow(
                row.id(),
                row.pipeline(),
                Status.QUEUED,
                bundle,
                plan,
                row.input(),
                row.options(),
                row.priority(),
                row.key(),
                row.parent(),
                row.parentStep(),
                row.owner(),
                row.epoch(),
                row.seq(),
                row.created(),
                row.started(),
                null,
                null,
                null,
                "");
    }

    /// What a new run takes from an earlier one.
    ///
    /// @param from the step that is executed again in any case, with all that follows from it
    Matching repeated(RunId origin, Submission wish, @Nullable String from) {
        var loaded = recovery.load(origin);
        var next = wires.plans().of(wish.plan());
        if (from != null && Requests.find(from, next.plan().nodes()) < 0) throw Requests.unknownStep(from, next);
        return new Matching(loaded, next, from, equalInput(loaded.row.input(), wish.input()));
    }

    private Predicate<Ref> equalInput(Digest before, byte[] now) {
        if (before.equals(Digest.of(now))) return _ -> true;
        var then = Failures.unchecked(() -> new Values(parts.journal(), parts.artifacts()).read(before));
        return ref -> Arrays.equals(EncodedJson.component(then, ref.path()), EncodedJson.component(now, ref.path()));
    }
}
