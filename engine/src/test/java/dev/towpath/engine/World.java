package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Plan;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An engine without threads: time passes when a test says so, and attempts end as it says.
final class World {
    final TinyJournal journal;
    final TinyArtifacts artifacts = new TinyArtifacts();
    ScriptedAttempts attempts = new ScriptedAttempts();
    CodeLoader.Code code = new CodeLoader.Code.Ready(World.class.getClassLoader());
    final TinyOwners owners;
    private final Deque<Mail> mail = new ArrayDeque<>();
    private final Deque<Runnable> io = new ArrayDeque<>();
    private final Deque<Runnable> writer = new ArrayDeque<>();
    private final KnownPlan.Shelf plans = new KnownPlan.Shelf();
    private EngineOptions options;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int ids;
    private boolean held;
    private Requests requests;
    private Core core;

    World(EngineOptions options) {
        this(options, new TinyJournal(), new TinyOwners.Town().settle("me"));
    }

    World() {
        this(EngineOptions.DEFAULT);
    }

    /// One of several processes on one journal.
    World(EngineOptions options, TinyJournal journal, TinyOwners owners) {
        this(options, journal, owners, 0);
    }

    /// @param ids the numbers of its names begin after this one
    World(EngineOptions options, TinyJournal journal, TinyOwners owners, int ids) {
        this.ids = ids;
        this.options = options;
        this.journal = journal;
        this.owners = owners;
        core = core();
    }

    private Core core() {
        var parts = new Engine.Parts(
                journal,
                artifacts,
                _ -> code,
                new AttemptsFactory(_ -> attempts),
                () -> now,
                new Ids(),
                owners,
                Machine.RULES,
                (_, _) -> {});
        var wires = new Core.Wires(io::add, writer::add, sender(), _ -> {}, plans);
        requests = new Requests(parts, wires);
        owners.listen(new Engine.Ear(wires.mail()));
        if (options.adopt()) mail.add(new Mail.Poked());
        return new Core(parts, options, attempts, wires);
    }

    private Loop.Sender sender() {
        return new Loop.Sender() {
            @Override
            public void send(Mail one) {
                mail.add(one);
            }

            @Override
            public void sendAtOnce(Mail one) {
                mail.add(one);
            }
        };
    }

    private final class Ids implements IdSource {
        @Override
        public RunId newRun(Instant at) {
            return new RunId("r-" + String.format("%026d", ++ids));
        }

        @Override
        public String newEvent() {
            return "e" + ++ids;
        }
    }

    /// The process dies and another one starts: nothing is running, nothing was sent.
    void crash() {
        attempts = new ScriptedAttempts();
        mail.clear();
        io.clear();
        writer.clear();
        core = core();
    }

    Instant now() {
        return now;
    }

    /// The disk is slow: what goes to the writer's thread is not written for now.
    void holdWriter(boolean hold) {
        held = hold;
        settle();
    }

    /// Whether so much waits for the disk that nothing is accepted.
    boolean isFull() {
        return core.isFull();
    }

    void pass(Duration time) {
        now = now.plus(time);
        settle();
    }

    /// Handles all that was sent and all that follows at this moment.
    void settle() {
        do {
            var batch = List.copyOf(mail);
            mail.clear();
            core.turn(batch);
            while (!io.isEmpty()) io.remove().run();
            while (!held && !writer.isEmpty()) writer.remove().run();
        } while (!mail.isEmpty() || core.nextTimer() <= now.toEpochMilli());
    }

    void send(Mail... some) {
        mail.addAll(List.of(some));
        settle();
    }

    RunId submit(Plan plan, String input) {
        return submit(plan, input, null, Mode.PARALLEL);
    }

    /// A run as a program asks for it.
    RunId submit(Submission wish) {
        return ask(requests -> requests.submit(wish));
    }

    static Submission wish(Plan plan, String input) {
        var bytes = input.getBytes(StandardCharsets.UTF_8);
        return new Submission(Digest.of("bundle"), plan, bytes, List.of(), "{}", null, Mode.PARALLEL, null);
    }

    RunId submit(Plan plan, String input, String key, Mode mode) {
        var answer = new CompletableFuture<RunId>();
        send(new Mail.Submit(order(plan, input, key, mode), answer));
        return answer.join();
    }

    Mail.Order order(Plan plan, String input, String key, Mode mode) {
        var bytes = input.getBytes(StandardCharsets.UTF_8);
        var wish = new Submission(Digest.of("bundle"), plan, bytes, List.of(), "{}", key, mode, null);
        return new Mail.Order(
                new Ids().newRun(now),
                plans.of(plan),
                code,
                wish.bundle(),
                wish,
                Digest.of(bytes),
                bytes,
                null,
                null,
                null,
                null);
    }

    boolean resume(RunId run) {
        var answer = new CompletableFuture<Boolean>();
        var loaded = loaded(run);
        var over = loaded.state.status().isTerminal();
        send(new Mail.Adopt(loaded, code, over ? List.of(new Message.Resume()) : List.of(), null, answer));
        return answer.join();
    }

    Requests requests() {
        return requests;
    }

    /// What callers ask for, from this process.
    <T> T ask(Function<Requests, CompletableFuture<T>> question) {
        var answer = question.apply(requests);
        settle();
        return answer.join();
    }

    /// A run as its last commit left it.
    Live loaded(RunId run) {
        return new Recovery(journal, Machine.RULES, plans).load(run);
    }

    void cancel(RunId run) {
        send(new Mail.Cancel(run, "no", new CompletableFuture<>()));
    }

    CompletableFuture<Optional<RunEnd>> await(RunId run) {
        var answer = new CompletableFuture<Optional<RunEnd>>();
        send(new Mail.Await(run, answer));
        return answer;
    }

    RunSnapshot look(RunId run) {
        var answer = new CompletableFuture<Optional<RunSnapshot>>();
        send(new Mail.Look(run, answer));
        return answer.join().orElseThrow();
    }

    /// The first running attempt of a step ends.
    void end(String step, Outcome outcome) {
        send(new Mail.Reported(ScriptedAttempts.ended(attempts.take(step), now, outcome)));
    }

    /// Every attempt of a mapped step gives its element back, until none is left.
    void echo(String step) {
        while (attempts.names().stream().anyMatch(name -> name.startsWith(step + "[")))
            send(new Mail.Reported(ScriptedAttempts.echoed(attempts.take(step), now)));
    }

    RunRow row(RunId run) {
        return journal.run(run).orElseThrow();
    }

    Status status(RunId run) {
        return row(run).status();
    }

    StepRow step(RunId run, String name) {
        return journal.steps(run).stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + name));
    }

    /// All steps with their status, in the order of the plan.
    String steps(RunId run) {
        return journal.steps(run).stream()
                .map(step -> step.name() + " " + step.status())
                .collect(Collectors.joining(", "));
    }

    String value(Digest digest) {
        return new String(journal.value(digest).orElseGet(() -> artifacts.blobs.get(digest)), StandardCharsets.UTF_8);
    }

    String output(RunId run) {
        return value(row(run).output());
    }

    /// The types of the events of a run.
    List<String> events(RunId run, Plan plan) {
        var types = new ArrayList<String>();
        for (var event : new History(journal).events(run, plan, 1, 10_000))
            types.add(event.type()
                    + (event.step() == null ? "" : " " + event.step())
                    + (event.units().isEmpty() ? "" : "[" + event.units() + "]"));
        return types;
    }
}
