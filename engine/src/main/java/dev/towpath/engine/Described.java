package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.engine.machine.Answer;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Graph;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Ranges;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.EventRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Events as people read them.
final class Described {
    private final Plan plan;
    private final Graph graph;
    private final TreeMap<String, String> detail = new TreeMap<>();
    private String units = "";

    private Described(Plan plan, Graph graph) {
        this.plan = plan;
        this.graph = graph;
    }

    /// The events of a row from a sequence number on.
    static List<HistoryEvent> of(EventRow row, KnownPlan plan, long fromSeq) {
        var described = new ArrayList<HistoryEvent>();
        var seq = row.seq();
        for (var event : Events.unpack(row.packed())) {
            if (seq >= fromSeq) described.add(new Described(plan.plan(), plan.graph()).event(seq, row.at(), event));
            seq++;
        }
        return described;
    }

    private HistoryEvent event(long seq, Instant at, Event event) {
        switch (event) {
            case Event.OfRun ofRun -> ofRun(ofRun);
            case Event.OfStep ofStep -> ofStep(ofStep);
        }
        var step = event instanceof Event.OfStep ofStep
                ? plan.nodes().get(ofStep.step()).name()
                : null;
        return new HistoryEvent(seq, at, event.getClass().getSimpleName(), step, units, detail);
    }

    private void ofRun(Event.OfRun event) {
        switch (event) {
            case Event.Submitted(var serial, var batch) ->
                put("mode", serial ? "serial" : batch > 0 ? "batch=" + batch : "parallel");
            case Event.Owned(var owner, var epoch) -> {
                put("owner", owner);
                put("epoch", epoch);
            }
            case Event.CodeMissing(var reason) -> put("reason", reason);
            case Event.RunWaiting(var reason) -> put("reason", reason);
            case Event.CancelAsked(var reason) -> put("reason", reason);
            case Event.RunSucceeded(var output) -> {
                if (output != null) made(output);
            }
            case Event.RunFailed(var failure) -> failure(failure);
            case Event.Looked(var watch, var answer) -> looked(watch, answer);
            case Event.Paused(var reason) -> put("reason", reason);
            case Event.Unpaused(var reason) -> put("reason", reason);
            case Event.CodeReplaced(var code, var before, _, _) -> {
                put("bundle", code.bundle());
                put("plan", code.plan());
                put("before.bundle", before.bundle());
                put("before.plan", before.plan());
            }
            case Event.CodeFound _, Event.RunStarted _, Event.RunWoken _, Event.RunCancelled _, Event.Resumed _ -> {}
        }
    }

    private void looked(int number, Answer answer) {
        var watch = graph.watch(number);
        var name = new StringBuilder(
                watch.node() < 0 ? "input" : plan.nodes().get(watch.node()).name());
        for (var part : watch.path()) name.append('.').append(part);
        put("value", name);
        switch (answer) {
            case Answer.Count(var elements) -> put("elements", elements);
            case Answer.Case(var is) -> put("is", is);
            case Answer.Content(var made) -> made(made);
            case Answer.Skipped _ -> put("is", "skipped");
            case Answer.Broken(var failure) -> failure(failure);
        }
    }

    private void ofStep(Event.OfStep event) {
        switch (event) {
            case Event.OfAttempt ofAttempt -> ofAttempt(ofAttempt);
            case Event.StepQueued(_, var count) -> {
                if (count >= 0) put("units", count);
            }
            case Event.StepSkipped(_, var reason) -> put("reason", reason);
            case Event.BranchChosen(var step, var branch) ->
                put(
                        "branch",
                        branch < 0
                                ? "none"
                                : ((Node.Choice) plan.nodes().get(step))
                                        .branches()
                                        .get(branch)
                                        .is());
            case Event.StepReused(_, var origin, var made) -> {
                put("origin", origin);
                made(made);
            }
            case Event.StepKept(_, var attempts, var started, var ended, var made, var count, _) -> {
                attempt(attempts, started, ended);
                if (count >= 0) put("units", count);
                made(made);
            }
            case Event.ListKept(_, var made, var elements) -> {
                put("elements", elements);
                made(made);
            }
            case Event.StepFailed(_, var failure) -> failure(failure);
        }
    }

    private void ofAttempt(Event.OfAttempt event) {
        switch (event) {
            case Event.AttemptsStarted(_, var first, var count, var number) -> {
                if (first >= 0 && count > 0) units = Ranges.span(first, count).toString();
                put("attempt", number);
            }
            case Event.StepSucceeded(_, var number, var started, var ended, var made) -> {
                attempt(number, started, ended);
                made(made);
            }
            case Event.UnitsSucceeded(_, var results) -> {
                units = Ranges.of(results.units()).toString();
                put("attempt", results.number());
            }
            case Event.Measured(_, var unit, var number, var metrics) -> {
                unit(unit);
                put("attempt", number);
                metrics.forEach((name, value) -> put("metric." + name, value));
            }
            case Event.AttemptFailed(_, var unit, var number, var started, var ended, var failure) -> {
                unit(unit);
                attempt(number, started, ended);
                failure(failure);
            }
            case Event.RetryPlanned(_, var unit, var notBefore) -> {
                unit(unit);
                put("notBefore", Instant.ofEpochMilli(notBefore));
            }
            case Event.RetryDue(_, var unit) -> unit(unit);
            case Event.GaveUp(_, var unit, var failure) -> {
                unit(unit);
                failure(failure);
            }
            case Event.AttemptsStopped(_, var which) -> units = which.toString();
            case Event.AttemptsLost(_, var which) -> units = which.toString();
            case Event.AttemptsUndecided(_, var which) -> units = which.toString();
            case Event.Decided(_, var unit, var verdict) -> {
                unit(unit);
                verdict(verdict);
            }
        }
    }

    private void verdict(Verdict verdict) {
        switch (verdict) {
            case Verdict.Done(var made) -> {
                put("decision", "done");
                made(made);
            }
            case Verdict.Retry _ -> put("decision", "retry");
            case Verdict.Fail(var failure) -> {
                put("decision", "fail");
                failure(failure);
            }
        }
    }

    private void attempt(int number, long started, long ended) {
        put("attempt", number);
        put("ms", ended - started);
    }

    private void unit(int unit) {
        if (unit >= 0) units = Integer.toString(unit);
    }

    private void made(Made made) {
        put("digest", made.digest());
        put("size", made.size());
    }

    private void failure(Failure failure) {
        put("code", failure.code());
        put("message", failure.message());
        if (failure.at() != null) put("at", failure.at());
        if (failure.error() != null) put("error", failure.error());
    }

    private void put(String name, Object value) {
        detail.put(name, value.toString());
    }
}
