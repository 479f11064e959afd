package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.TowpathException;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.UnitResults;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Turns what attempts report into messages for the rules, and what they gave into values and artifacts.
final class Reports {
    private static final byte[] NOTHING = {};

    private final Core core;
    private final Looks looks;
    private final Values values;
    private final Places places;
    private final Core.Wires wires;
    private final EngineOptions options;

    Reports(Core core, Looks looks, Values values, Places places, Core.Wires wires, EngineOptions options) {
        this.core = core;
        this.looks = looks;
        this.values = values;
        this.places = places;
        this.wires = wires;
        this.options = options;
    }

    void take(Report report) {
        switch (report) {
            case Report.Ended(var id, var task, var results, var last) -> {
                if (last) places.free(task);
                var run = core.live(id);
                if (run == null || run.state.epoch() != task.epoch()) return;
                if (task.firstUnit() < 0) for (var result : results) single(run, task, result);
                else units(run, task, results);
            }
            case Report.Progress(var id, var node, _, var done, var total) -> {
                var run = core.live(id);
                if (run != null) run.progress.put(node, new Live.Progress(done, total));
            }
        }
    }

    private void single(Live run, Task task, Report.Result result) {
        run.plan
                .haste()
                .measured(
                        task.node(),
                        Duration.between(result.started(), result.ended()).toNanos());
        if (!(result.outcome() instanceof Outcome.Success(var output, _))) {
            failed(run, task, result);
            return;
        }
        var naming = naming(run, task);
        if (output.bytes() != null && !naming.hasFolder()) {
            done(run, task, result, naming.name(output.bytes(), output.digest(), _ -> 0));
            return;
        }
        var step = run.node(task.node());
        core.afterwards(
                run,
                () -> wires.io().execute(() -> {
                    try {
                        wires.mail().send(new Mail.Prepared(task, result, prepare(naming, output), null));
                    } catch (TowpathException | UncheckedIOException | IOException e) {
                        var failure = Failures.of("the output of '" + step.name() + "' can not be read", step, e);
                        wires.mail().send(new Mail.Prepared(task, result, List.of(), failure));
                    }
                }));
    }

    private static Naming naming(Live run, Task task) {
        return run.names.computeIfAbsent(
                task.node(),
                step -> Naming.of(run.node(step).type(), task.code().loader()));
    }

    /// Reads an output that is not at hand, and keeps its large components as blobs of their own.
    private List<Naming.Named> prepare(Naming naming, Output output) throws IOException {
        var bytes = output.bytes() == null ? values.read(output.digest()) : output.bytes();
        var named =
                naming.name(bytes, output.digest(), manifest -> Failures.unchecked(() -> values.folderSize(manifest)));
        for (var part : named)
            if (part.isValue()
                    && part.size() > values.inlineLimit()
                    && !part.digest().equals(output.digest())) values.put(part.bytes(), List.of());
        return named;
    }

    void prepared(Mail.Prepared prepared) {
        var task = prepared.task();
        var run = core.live(task.run());
        if (run == null || run.state.epoch() != task.epoch()) return;
        if (prepared.failure() == null) done(run, task, prepared.result(), prepared.named());
        else fail(run, task, prepared.result(), Message.Kind.APPLICATION, List.of(), prepared.failure());
    }

    private void done(Live run, Task task, Report.Result result, List<Naming.Named> named) {
        if (!(result.outcome() instanceof Outcome.Success(var output, var metrics))) return;
        looks.keep(run, output);
        var message = new Message.StepDone(
                task.node(),
                task.epoch(),
                task.number(),
                result.started().toEpochMilli(),
                result.ended().toEpochMilli(),
                new Made(output.digest(), output.size()));
        if (!core.tell(run, message)) return;
        run.arguments.remove(task.node());
        run.progress.remove(task.node());
        for (var artifact : named) add(run, task.node(), artifact, output.contents(), output.digest());
        if (!metrics.isEmpty())
            core.tell(run, new Message.Metrics(task.node(), -1, task.number(), new TreeMap<>(metrics)));
    }

    private void add(Live run, int step, Naming.Named artifact, List<Digest> contents, Digest whole) {
        if (artifact.isValue()
                && artifact.size() <= values.inlineLimit()
                && !artifact.digest().equals(whole))
            looks.keep(run, new Output(artifact.digest(), artifact.bytes(), artifact.size(), contents));
        run.entries.add(new Entry.NewArtifact(
                artifact.row(run.id(), run.row.pipeline(), run.node(step).name(), core.instant(), -1)));
    }

    /// The list of a mapped step is put together.
    Message gathered(Live run, int step, Output list, int elements) {
        looks.keep(run, list);
        run.arguments.remove(step);
        return new Message.Gathered(step, new Made(list.digest(), list.size()), elements);
    }

    /// The rules have accepted something: the list of a mapped step is an artifact, and so is what somebody says that a
    /// step gave.
    void observe(Live run, Event event) {
        if (event instanceof Event.Decided(var step, var unit, Verdict.Done(var made)) && unit < 0)
            decided(run, step, made);
        if (event instanceof Event.ListKept(var step, var made, var elements))
            run.entries.add(new Entry.NewArtifact(new ArtifactRow(
                    run.row.pipeline(),
                    run.node(step).name(),
                    Naming.OUTPUT,
                    0,
                    run.id(),
                    core.instant(),
                    made.size(),
                    ArtifactRow.JSON,
                    made.digest(),
                    "",
                    elements)));
    }

    /// Somebody has written this value by hand, so it is read on the spot. If it is not of the step's type, it is one
    /// artifact as it is.
    private void decided(Live run, int step, Made made) {
        var code = run.code;
        var naming = code == null ? Naming.whole() : code.naming(step);
        var contents = values.contents(run, made.digest());
        try {
            var bytes = values.atHand(new Values.Spot(made.digest(), made.size(), List.of()));
            var output = new Output(made.digest(), bytes, made.size(), contents);
            for (var artifact : prepare(naming, output)) add(run, step, artifact, contents, made.digest());
        } catch (TowpathException | UncheckedIOException | IOException | IllegalStateException e) {
            var whole = new Naming.Named(Naming.OUTPUT, made.digest(), made.size(), ArtifactRow.JSON, "", NOTHING);
            run.entries.add(new Entry.NewArtifact(
                    whole.row(run.id(), run.row.pipeline(), run.node(step).name(), core.instant(), -1)));
        }
    }

    private void units(Live run, Task task, List<Report.Result> results) {
        var done = new ArrayList<Report.Result>(results.size());
        var nanos = 0L;
        for (var result : results) {
            nanos += Duration.between(result.started(), result.ended()).toNanos();
            if (result.outcome() instanceof Outcome.Success) done.add(result);
        }
        var pace = run.paces.get(task.node());
        if (pace != null) pace.measured(results.size(), nanos);
        done.sort(Comparator.comparingInt(Report.Result::unit));
        var taken = !done.isEmpty()
                && core.tell(run, new Message.UnitsDone(task.node(), task.epoch(), packed(run, task, done)));
        for (var result : results) {
            if (!(result.outcome() instanceof Outcome.Success(_, var metrics))) failed(run, task, result);
            else if (taken && !metrics.isEmpty())
                core.tell(run, new Message.Metrics(task.node(), result.unit(), task.number(), new TreeMap<>(metrics)));
        }
    }

    private UnitResults packed(Live run, Task task, List<Report.Result> done) {
        var count = done.size();
        var units = new int[count];
        var started = new long[count];
        var ended = new long[count];
        var small = new byte[count][];
        var digests = new Digest[count];
        var sizes = new long[count];
        for (var i = 0; i < count; i++) {
            var result = done.get(i);
            units[i] = result.unit();
            started[i] = result.started().toEpochMilli();
            ended[i] = result.ended().toEpochMilli();
            if (!(result.outcome() instanceof Outcome.Success(var output, _))) continue;
            sizes[i] = output.size();
            var bytes = output.bytes();
            if (bytes != null
                    && bytes.length <= UnitResults.SMALL
                    && output.contents().isEmpty()) {
                small[i] = bytes;
            } else {
                digests[i] = output.digest();
                looks.keep(run, output);
            }
        }
        return new UnitResults(task.number(), units, started, ended, small, digests, sizes);
    }

    private void failed(Live run, Task task, Report.Result result) {
        switch (result.outcome()) {
            case Outcome.Success _ -> {}
            case Outcome.Failed(var kind, var errors, var failure) ->
                fail(run, task, result, kind(kind), errors, failure);
            case Outcome.Stopped _ -> stopped(run, task, result);
            case Outcome.Abandoned(var timeOut) -> {
                if (timeOut == null) stopped(run, task, result);
                else fail(run, task, result, Message.Kind.APPLICATION, errors(timeOut), timeOut);
            }
        }
    }

    private static List<String> errors(Failure failure) {
        return failure.error() == null ? List.of() : List.of(failure.error());
    }

    private static Message.Kind kind(Report.Kind kind) {
        return switch (kind) {
            case APPLICATION -> Message.Kind.APPLICATION;
            case PROGRAMMING -> Message.Kind.PROGRAMMING;
            case BUSINESS -> Message.Kind.BUSINESS;
        };
    }

    private void stopped(Live run, Task task, Report.Result result) {
        core.tell(run, new Message.AttemptStopped(task.node(), result.unit(), task.epoch(), task.number()));
    }

    private void fail(
            Live run, Task task, Report.Result result, Message.Kind kind, List<String> errors, Failure failure) {
        var chance = chance(options.seed(), task, result.unit());
        core.tell(
                run,
                new Message.AttemptFailed(
                        task.node(),
                        result.unit(),
                        task.epoch(),
                        task.number(),
                        result.started().toEpochMilli(),
                        result.ended().toEpochMilli(),
                        new Message.Cause(kind, errors, failure, chance)));
        run.progress.remove(task.node());
    }

    /// A number from 0 to 1 that is the same for the same try: the mixing step of SplitMix64.
    private static double chance(long seed, Task task, int unit) {
        var mixed = seed
                + task.run().text().hashCode() * 0x9E3779B97F4A7C15L
                + task.node() * 0xBF58476D1CE4E5B9L
                + unit * 0x94D049BB133111EBL
                + task.number();
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
    }
}
