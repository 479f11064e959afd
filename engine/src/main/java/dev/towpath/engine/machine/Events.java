package dev.towpath.engine.machine;

import dev.towpath.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The stored form of events: a version and then one after the other, each a kind and its parts. Kinds and the order of
/// parts never change; what is new gets a new kind.
public final class Events {
    /// The version that [#pack] writes.
    public static final int FORMAT = 1;

    private static final int REPLACED = 16;

    private Events() {}

    /// Whether the first of some packed events is [Event.CodeReplaced], without reading more: the state of a run starts
    /// over with the last such row of its history.
    public static boolean startsOver(byte[] packed) {
        return packed.length > 1 && packed[0] == FORMAT && packed[1] == REPLACED;
    }

    /// The stored form of some events.
    public static byte[] pack(List<Event> events) {
        var out = new Packer().number(FORMAT);
        for (var event : events) {
            switch (event) {
                case Event.OfRun ofRun -> packRun(ofRun, out);
                case Event.OfStep ofStep -> packStep(ofStep, out);
            }
        }
        return out.bytes();
    }

    /// The events of a stored form.
    ///
    /// @throws IllegalArgumentException if it is of a later version
    public static List<Event> unpack(byte[] packed) {
        var in = new Unpacker(packed);
        var format = in.number();
        if (format != FORMAT)
            throw new IllegalArgumentException("events of version " + format + ", this is version " + FORMAT);
        var events = new ArrayList<Event>();
        while (!in.atEnd()) {
            var kind = in.count();
            events.add(kind < 40 ? run(kind, in) : step(kind, in));
        }
        return events;
    }

    private static void packRun(Event.OfRun event, Packer out) {
        switch (event) {
            case Event.Submitted(var serial, var batch) ->
                out.number(1).flag(serial).number(batch);
            case Event.Owned(var owner, var epoch) -> out.number(2).text(owner).number(epoch);
            case Event.CodeMissing(var reason) -> out.number(3).text(reason);
            case Event.CodeFound _ -> out.number(4);
            case Event.RunStarted _ -> out.number(5);
            case Event.RunWaiting(var reason) -> out.number(6).text(reason);
            case Event.RunWoken _ -> out.number(7);
            case Event.RunSucceeded(var output) -> {
                out.number(8).flag(output != null);
                if (output != null) out.made(output);
            }
            case Event.RunFailed(var failure) -> out.number(9).failure(failure);
            case Event.CancelAsked(var reason) -> out.number(10).text(reason);
            case Event.RunCancelled _ -> out.number(11);
            case Event.Resumed _ -> out.number(12);
            case Event.Paused(var reason) -> out.number(14).text(reason);
            case Event.Unpaused(var reason) -> out.number(15).text(reason);
            case Event.CodeReplaced(var code, var before, var serial, var batch) -> {
                out.number(REPLACED).code(code).code(before).flag(serial).number(batch);
            }
            case Event.Looked(var watch, var answer) -> {
                out.number(13).number(watch);
                answer(answer, out);
            }
        }
    }

    private static void answer(Answer answer, Packer out) {
        switch (answer) {
            case Answer.Count(var elements) -> out.number(0).number(elements);
            case Answer.Case(var is) -> out.number(1).text(is);
            case Answer.Content(var made) -> out.number(2).made(made);
            case Answer.Skipped _ -> out.number(3);
            case Answer.Broken(var failure) -> out.number(4).failure(failure);
        }
    }

    private static void verdict(Verdict verdict, Packer out) {
        switch (verdict) {
            case Verdict.Done(var made) -> out.number(0).made(made);
            case Verdict.Retry _ -> out.number(1);
            case Verdict.Fail(var failure) -> out.number(2).failure(failure);
        }
    }

    private static void packStep(Event.OfStep event, Packer out) {
        switch (event) {
            case Event.OfAttempt ofAttempt -> packAttempt(ofAttempt, out);
            case Event.StepQueued(var step, var units) ->
                out.number(40).number(step).signed(units);
            case Event.StepSkipped(var step, var reason) ->
                out.number(41).number(step).text(reason);
            case Event.BranchChosen(var step, var branch) ->
                out.number(42).number(step).signed(branch);
            case Event.StepReused(var step, var origin, var made) ->
                out.number(43).number(step).text(origin.text()).made(made);
            case Event.StepKept(var step, var attempts, var started, var ended, var made, var units, var failed) ->
                out.number(58)
                        .number(step)
                        .number(attempts)
                        .signed(started)
                        .signed(ended - started)
                        .made(made)
                        .signed(units)
                        .ranges(failed);
            case Event.ListKept(var step, var made, var elements) ->
                out.number(54).number(step).made(made).number(elements);
            case Event.StepFailed(var step, var failure) ->
                out.number(55).number(step).failure(failure);
        }
    }

    private static void packAttempt(Event.OfAttempt event, Packer out) {
        switch (event) {
            case Event.AttemptsStarted(var step, var first, var count, var number) ->
                out.number(44).number(step).signed(first).number(count).number(number);
            case Event.StepSucceeded(var step, var number, var started, var ended, var made) ->
                out.number(45)
                        .number(step)
                        .number(number)
                        .signed(started)
                        .signed(ended - started)
                        .made(made);
            case Event.UnitsSucceeded(var step, var results) ->
                out.number(46).number(step).results(results);
            case Event.Measured(var step, var unit, var number, var metrics) -> {
                out.number(47).number(step).signed(unit).number(number).number(metrics.size());
                metrics.forEach((name, value) -> out.text(name).real(value));
            }
            case Event.AttemptFailed(var step, var unit, var number, var started, var ended, var failure) ->
                out.number(48)
                        .number(step)
                        .signed(unit)
                        .number(number)
                        .signed(started)
                        .signed(ended - started)
                        .failure(failure);
            case Event.RetryPlanned(var step, var unit, var notBefore) ->
                out.number(49).number(step).signed(unit).signed(notBefore);
            case Event.RetryDue(var step, var unit) ->
                out.number(50).number(step).signed(unit);
            case Event.GaveUp(var step, var unit, var failure) ->
                out.number(51).number(step).signed(unit).failure(failure);
            case Event.AttemptsStopped(var step, var units) ->
                out.number(52).number(step).ranges(units);
            case Event.AttemptsLost(var step, var units) ->
                out.number(53).number(step).ranges(units);
            case Event.AttemptsUndecided(var step, var units) ->
                out.number(56).number(step).ranges(units);
            case Event.Decided(var step, var unit, var verdict) -> {
                out.number(57).number(step).signed(unit);
                verdict(verdict, out);
            }
        }
    }

    private static Event run(int kind, Unpacker in) {
        return switch (kind) {
            case 1 -> new Event.Submitted(in.flag(), in.count());
            case 2 -> new Event.Owned(in.text(), in.count());
            case 3 -> new Event.CodeMissing(in.text());
            case 4 -> new Event.CodeFound();
            case 5 -> new Event.RunStarted();
            case 6 -> new Event.RunWaiting(in.text());
            case 7 -> new Event.RunWoken();
            case 8 -> new Event.RunSucceeded(in.flag() ? in.made() : null);
            case 9 -> new Event.RunFailed(in.failure());
            case 10 -> new Event.CancelAsked(in.text());
            case 11 -> new Event.RunCancelled();
            case 12 -> new Event.Resumed();
            case 13 -> new Event.Looked(in.count(), answer(in));
            case 14 -> new Event.Paused(in.text());
            case 15 -> new Event.Unpaused(in.text());
            case REPLACED -> new Event.CodeReplaced(in.code(), in.code(), in.flag(), in.count());
            default -> throw unknown(kind);
        };
    }

    private static Answer answer(Unpacker in) {
        var kind = in.count();
        return switch (kind) {
            case 0 -> new Answer.Count(in.count());
            case 1 -> new Answer.Case(in.text());
            case 2 -> new Answer.Content(in.made());
            case 3 -> new Answer.Skipped();
            case 4 -> new Answer.Broken(in.failure());
            default -> throw unknown(kind);
        };
    }

    private static Event step(int kind, Unpacker in) {
        var step = in.count();
        return switch (kind) {
            case 40 -> new Event.StepQueued(step, (int) in.signed());
            case 41 -> new Event.StepSkipped(step, in.text());
            case 42 -> new Event.BranchChosen(step, (int) in.signed());
            case 43 -> new Event.StepReused(step, new RunId(in.text()), in.made());
            case 44 -> new Event.AttemptsStarted(step, (int) in.signed(), in.count(), in.count());
            case 45 -> {
                var number = in.count();
                var started = in.signed();
                yield new Event.StepSucceeded(step, number, started, started + in.signed(), in.made());
            }
            case 46 -> new Event.UnitsSucceeded(step, in.results());
            case 47 -> measured(step, in);
            case 48 -> {
                var unit = (int) in.signed();
                var number = in.count();
                var started = in.signed();
                yield new Event.AttemptFailed(step, unit, number, started, started + in.signed(), in.failure());
            }
            case 49 -> new Event.RetryPlanned(step, (int) in.signed(), in.signed());
            case 50 -> new Event.RetryDue(step, (int) in.signed());
            case 51 -> new Event.GaveUp(step, (int) in.signed(), in.failure());
            case 52 -> new Event.AttemptsStopped(step, in.ranges());
            case 53 -> new Event.AttemptsLost(step, in.ranges());
            case 54 -> new Event.ListKept(step, in.made(), in.count());
            case 55 -> new Event.StepFailed(step, in.failure());
            case 56 -> new Event.AttemptsUndecided(step, in.ranges());
            case 57 -> new Event.Decided(step, (int) in.signed(), verdict(in));
            case 58 -> {
                var attempts = in.count();
                var started = in.signed();
                var ended = started + in.signed();
                yield new Event.StepKept(step, attempts, started, ended, in.made(), (int) in.signed(), in.ranges());
            }
            default -> throw unknown(kind);
        };
    }

    private static Verdict verdict(Unpacker in) {
        var kind = in.count();
        return switch (kind) {
            case 0 -> new Verdict.Done(in.made());
            case 1 -> new Verdict.Retry();
            case 2 -> new Verdict.Fail(in.failure());
            default -> throw unknown(kind);
        };
    }

    private static Event measured(int step, Unpacker in) {
        var unit = (int) in.signed();
        var number = in.count();
        var metrics = new TreeMap<String, Double>();
        for (var i = in.count(); i > 0; i--) metrics.put(in.text(), in.real());
        return new Event.Measured(step, unit, number, metrics);
    }

    private static IllegalArgumentException unknown(int kind) {
        return new IllegalArgumentException("an event of kind " + kind + ", which this version does not know");
    }
}
