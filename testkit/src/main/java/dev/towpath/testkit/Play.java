package dev.towpath.testkit;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.AttemptLogs;
import dev.towpath.engine.AttemptsFactory;
import dev.towpath.engine.Engine;
import dev.towpath.engine.InlineAttempts;
import dev.towpath.engine.LocalAttempts;
import dev.towpath.engine.ManualEngine;
import dev.towpath.engine.Report;
import dev.towpath.engine.Settlement;
import dev.towpath.engine.Submission;
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Node;
import dev.towpath.testkit.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One run from its submission to its end in virtual time, with all that goes wrong in it: the real engine, one process
/// after the other, and the real code of the steps.
final class Play {
    private static final long LOG_BYTES = 1 << 20;

    private final Stage stage;
    private final VirtualClock clock = new VirtualClock();
    private final TestJournal journal = new TestJournal();
    private final TestNames names;
    private final List<Execution> executions = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private @Nullable Workers workers;
    private Hands hands;
    private Script script;
    private ManualEngine engine;
    private RunId run;
    private int processes;
    private int parts;

    /// What executes attempts, as long as the play goes on.
    private record Hands(AttemptLogs logs, InlineAttempts inline) {
        void close() {
            inline.close();
            logs.close();
        }
    }

    /// Something that no event tells.
    ///
    /// @param seq the number of the last event before it
    record Note(long seq, long at, String text) {}

    /// What was played.
    ///
    /// @param play can go on from here
    /// @param part how often it has been ended
    /// @param left the faults that did not happen
    /// @param end when nothing could go on any more
    record Played(
            Play play,
            int part,
            TestJournal journal,
            RunId run,
            List<Execution> executions,
            List<Note> notes,
            List<Fault> left,
            Instant end) {}

    private Play(Stage stage, Submission submission, List<Fault> faults) {
        this.stage = stage;
        this.names = stage.names(submission);
        this.script = new Script(faults);
        this.hands = newHands();
        this.engine = newProcess();
        var answer = engine.submit(submission);
        settle();
        this.run = answer.join();
    }

    private Hands newHands() {
        var logs = new AttemptLogs(stage.folder(), LOG_BYTES, clock);
        var surroundings = new LocalAttempts.Parts(stage.folder(), stage.artifacts(), journal, logs, clock);
        return new Hands(logs, new InlineAttempts(surroundings, stage.isQuiet()));
    }

    static Played of(Stage stage, Submission submission, List<Fault> faults) {
        return new Play(stage, submission, faults).toEnd();
    }

    private Played toEnd() {
        try {
            while (goesOn())
                ;
        } finally {
            hands.close();
        }
        parts++;
        return new Played(
                this,
                parts,
                new TestJournal(journal),
                run,
                List.copyOf(executions),
                List.copyOf(notes),
                script.left(),
                clock.instant());
    }

    /// Somebody resumes the run.
    ///
    /// @param part the one that ended last
    Played resumed(int part, List<Fault> faults) {
        again(part, faults);
        note("somebody resumes the run");
        engine = newProcess();
        settled(engine.resume(run));
        return toEnd();
    }

    /// Somebody says what became of an attempt.
    Played decided(int part, String step, int unit, Settlement settlement, List<Fault> faults) {
        again(part, faults);
        note("somebody decides about " + Execution.name(step, unit));
        settled(engine.decide(run, step, unit, settlement));
        return toEnd();
    }

    private void again(int part, List<Fault> faults) {
        if (part != parts) throw new IllegalStateException("the run has gone on already: take that result");
        script = new Script(faults);
        hands = newHands();
    }

    private void settled(CompletableFuture<Boolean> answer) {
        settle();
        try {
            answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) throw known;
            throw e;
        }
    }

    private ManualEngine newProcess() {
        processes++;
        var factory = new AttemptsFactory(reports -> {
            var made = new Workers(clock, reports);
            workers = made;
            return made;
        });
        var its = new Engine.Parts(
                journal,
                stage.artifacts(),
                stage.code(),
                factory,
                clock,
                names,
                new TestOwners("process-" + processes, clock.instant()),
                Machine.RULES,
                (_, cause) -> {
                    throw new IllegalStateException("the engine has stopped itself", cause);
                });
        return new ManualEngine(its, stage.options());
    }

    private Workers workers() {
        return Objects.requireNonNull(workers, "an engine makes its attempts at once");
    }

    /// Lets the engine do all that it can do at this moment.
    private void settle() {
        while (true) {
            if (engine.isDue(clock.millis())) engine.turn();
            else if (!engine.io() && !engine.write()) return;
        }
    }

    /// @return false if nothing can happen any more
    private boolean goesOn() {
        settle();
        if (status().isTerminal()) return false;
        var unit = workers().next();
        if (workers().nextEnd() <= clock.millis()) {
            end(workers().end());
        } else if (unit != null) {
            begin(unit);
        } else {
            var next = Math.min(workers().nextEnd(), engine.nextTimer());
            if (next == Long.MAX_VALUE) return false;
            clock.advanceTo(next);
        }
        return true;
    }

    private Status status() {
        return journal.run(run).orElseThrow().status();
    }

    private void begin(Workers.Unit unit) {
        var step = unit.task().step().name();
        var path = path(unit.task().run(), step);
        var number = counts.merge(Execution.name(path, unit.unit()), 1, Integer::sum);
        var execution = new Execution(path, unit.unit(), number);
        executions.add(execution);
        var faults = script.begin(path, step, unit.unit());
        var crash = find(faults, Kind.CRASH_BEFORE);
        var cancel = find(faults, Kind.CANCELS);
        if (crash != null) {
            execution.lost();
            crash(crash);
        } else if (cancel != null && cancelled(cancel)) {
            execution.end = "it was stopped";
        } else {
            execute(unit, execution, faults);
        }
    }

    /// The step as all runs of the test know it: with the step that asked for its run.
    private String path(RunId of, String step) {
        var row = journal.run(of).orElseThrow();
        var parent = row.parent();
        return parent == null ? step : path(parent, row.parentStep() + "/" + step);
    }

    private static @Nullable Fault find(List<Fault> faults, Kind kind) {
        for (var fault : faults) if (fault.kind() == kind) return fault;
        return null;
    }

    /// @return false if the run does not mind
    private boolean cancelled(Fault fault) {
        note(fault.toString());
        var unit = workers().next();
        settled(engine.cancel(run, "the test asks for it"));
        return !Objects.equals(unit, workers().next());
    }

    private void execute(Workers.Unit unit, Execution execution, List<Fault> faults) {
        var outcome = outcome(unit, execution, faults);
        var ends = clock.millis();
        var slow = find(faults, Kind.SLOW);
        if (slow != null) {
            note(slow.toString());
            ends += slow.length().toMillis();
        }
        var limit = limit(unit);
        var late = limit != null && ends - clock.millis() >= limit.toMillis();
        if (limit != null && (late || find(faults, Kind.TIMES_OUT) != null)) {
            outcome = hands.inline().timedOut(unit.task(), unit.unit());
            execution.end = "its time was up after its work was done";
            ends = clock.millis() + limit.toMillis();
        }
        workers().begin(ends, outcome, execution, faults);
    }

    private static @Nullable Duration limit(Workers.Unit unit) {
        var policies = Node.policies(unit.task().step());
        return policies == null ? null : policies.timeout();
    }

    private Report.Outcome outcome(Workers.Unit unit, Execution execution, List<Fault> faults) {
        if (find(faults, Kind.FAILS) instanceof Fault(_, _, _, _, _, Throwable error)) {
            execution.end = "it failed before its work was done";
            return hands.inline().failed(unit.task(), unit.unit(), error);
        }
        execution.worked = true;
        var outcome = hands.inline().execute(unit.task(), unit.unit());
        if (!(outcome instanceof Report.Outcome.Success(var output, _))) {
            execution.end = "it failed";
            return outcome;
        }
        execution.result = output.digest();
        if (find(faults, Kind.FAILS_AFTER_WORK) instanceof Fault(_, _, _, _, _, Throwable error)) {
            execution.end = "it failed after its work was done";
            return hands.inline().failed(unit.task(), unit.unit(), error);
        }
        execution.end = "it succeeded";
        return outcome;
    }

    private void end(Workers.Underway ended) {
        var lost = find(ended.faults(), Kind.LOSES);
        if (lost != null) {
            ended.execution().lost();
            crash(lost);
            return;
        }
        workers().report(ended.unit(), ended.outcome());
        var crash = find(ended.faults(), Kind.CRASH_AFTER);
        if (crash == null) return;
        settle();
        crash(crash);
    }

    /// The process dies, and another one takes over.
    private void crash(Fault why) {
        for (var one : workers().lost()) one.execution().lost();
        note(why.toString());
        engine = newProcess();
        if (status().isTerminal()) return;
        note("process " + processes + " takes over");
        settled(engine.resume(run));
    }

    private void note(String text) {
        notes.add(new Note(journal.lastSeq(run), clock.millis(), text));
    }
}
