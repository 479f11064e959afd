package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CANCEL;
import static dev.towpath.testkit.simulation.Fault.Kind.CLOCK_BACK;
import static dev.towpath.testkit.simulation.Fault.Kind.CLOCK_FORWARD;
import static dev.towpath.testkit.simulation.Fault.Kind.DECIDE;
import static dev.towpath.testkit.simulation.Fault.Kind.KILL;
import static dev.towpath.testkit.simulation.Fault.Kind.LEASE_LOST;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE;
import static dev.towpath.testkit.simulation.Fault.Kind.POWER_LOSS;
import static dev.towpath.testkit.simulation.Fault.Kind.RESUME;
import static dev.towpath.testkit.simulation.Fault.Kind.SUBMIT_AGAIN;
import static dev.towpath.testkit.simulation.Fault.Kind.UNPAUSE;

import dev.towpath.RunId;
import dev.towpath.engine.EngineOptions;
import dev.towpath.spi.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything there is: some processes, the disk they share, the people who want something of them, and time. One thing
/// happens at a time, in an order that chance decides.
final class World {
    private static final Fault.Kind[] WILD = {
        KILL, POWER_LOSS, LEASE_LOST, CLOCK_FORWARD, CLOCK_BACK, CANCEL, PAUSE, UNPAUSE, RESUME, SUBMIT_AGAIN, DECIDE
    };
    private static final double WILD_WEIGHT = 0.3;
    private static final int WILD_STEPS = 1500;
    private static final int ROUNDS = 40;
    private static final int STEPS_OF_ROUND = 30_000;
    private static final int DEEPEST = 2;

    final Chance chance;
    final Schedule schedule;
    final SimulatedDisk disk;
    final SimulatedStore store;
    final Harbor harbor;
    final Witness witness;
    private final Scenario scenario;
    private final Variant variant;
    final Users users;
    private final @Nullable List<String> notes;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private int started;
    private int named;
    private int depth;
    private int happened;

    /// @param notes filled with what happens; null if nobody reads it
    World(Scenario scenario, Variant variant, @Nullable List<String> notes) {
        this.scenario = scenario;
        this.variant = variant;
        this.notes = notes;
        chance = new Chance(scenario);
        schedule = new Schedule(chance);
        disk = variant.disk();
        store = variant.store(disk);
        harbor = new Harbor(schedule, chance);
        witness = new Witness(store);
        users = new Users(this, scenario);
    }

    /// Wild times, then calm ones in which everything has to come to its end.
    ///
    /// @throws Violation if something happens that may not
    void play() {
        for (var i = 0; i < scenario.owners(); i++) startProcess();
        users.begin();
        for (var more = true; more && happened < WILD_STEPS && !isOver(); ) more = step();
        calm();
        new EndCheck(this, users).check();
    }

    /// How many things have happened.
    int happened() {
        return happened;
    }

    private boolean isOver() {
        if (!users.areAnswered()) return false;
        for (var run : store.tables().runs.values()) if (!run.status().isTerminal()) return false;
        return true;
    }

    /// One more process, if there are not as many as there may be.
    void startProcess() {
        if (processes.size() >= scenario.owners()) return;
        var id = "p" + ++started;
        var adopts = Mix.below(Mix.of(scenario.seed(), 9), 4) > 0;
        harbor.enter(id, adopts);
        var options = EngineOptions.DEFAULT.seeded(scenario.seed()).adopting(adopts);
        note(id + " starts");
        processes.add(new SimulatedProcess(id, this, variant, options));
    }

    /// One thing happens; false if there is nothing left to happen.
    boolean step() {
        happened++;
        if (depth == 0 || chance.oneIn(4)) wild();
        if (moved()) return true;
        var next = Long.MAX_VALUE;
        for (var process : processes)
            if (process.canMove()) next = Math.min(next, process.engine().nextTimer());
        return schedule.pass(next);
    }

    private boolean moved() {
        var moves = processes.size() * 3 + 1;
        var first = chance.below(moves);
        for (var i = 0; i < moves; i++) if (moved((first + i) % moves)) return true;
        return false;
    }

    private boolean moved(int move) {
        if (move == 0) {
            if (!schedule.isDue()) return false;
            schedule.next();
            return true;
        }
        var index = (move - 1) / 3;
        return index < processes.size() && processes.get(index).moves((move - 1) % 3);
    }

    private void wild() {
        var kind = chance.fault(WILD_WEIGHT, WILD);
        if (kind == null) return;
        note(kind.text());
        var process = anyProcess();
        switch (kind) {
            case POWER_LOSS -> losePower();
            case CLOCK_FORWARD -> schedule.jump(1 + chance.detail(5000));
            case CLOCK_BACK -> schedule.jump(-1 - chance.detail(5000));
            case KILL -> {
                if (process != null) dies(process);
            }
            case LEASE_LOST -> {
                if (process != null) losesLease(process);
            }
            default -> users.wild(kind);
        }
    }

    /// A process is taken for dead although it lives; when it finds out it ends.
    void losesLease(SimulatedProcess process) {
        if (!harbor.isAlive(process.id())) return;
        note(process.id() + " is taken for dead");
        harbor.dead(process.id());
        harbor.lost(process.id());
        schedule.in(1000, () -> {
            if (process.isAlive()) dies(process);
        });
    }

    /// The processes that are alive, the oldest first.
    List<SimulatedProcess> processes() {
        return processes;
    }

    /// A process that can do something; null if there is none.
    @Nullable
    SimulatedProcess anyProcess() {
        if (processes.isEmpty()) return null;
        var process = processes.get(chance.below(processes.size()));
        return process.canMove() ? process : null;
    }

    void dies(SimulatedProcess process) {
        note(process.id() + " dies");
        process.die();
        processes.remove(process);
        harbor.dead(process.id());
        schedule.in(chance.below(200), this::startProcess);
    }

    void losePower() {
        note("the power goes");
        for (var process : List.copyOf(processes)) dies(process);
        disk.losePower(chance);
        var untold = store.recover();
        if (!untold.isEmpty()) witness.committed(null, untold);
        new EndCheck(this, users).checkBlobs();
    }

    /// The engine of a process has found that it can not go on.
    Violation halts(SimulatedProcess process, Throwable cause) {
        return new Violation(0, process.id() + " halts: " + cause);
    }

    /// A process stands still; the others do some things.
    void goOnWithout(SimulatedProcess process) {
        if (depth >= DEEPEST) return;
        note(process.id() + " stands still");
        if (chance.detail(3) > 0) losesLease(process);
        depth++;
        for (var left = 5 + chance.detail(100); left > 0; left--) if (!step()) break;
        depth--;
        note(process.id() + (process.isAlive() ? " goes on" : " is dead"));
    }

    void committed(SimulatedProcess process, List<Entry> entries) {
        if (notes != null) for (var line : Telling.of(entries)) note(process.id() + " writes " + line);
        witness.committed(process, entries);
    }

    private void calm() {
        note("from here on nothing goes wrong");
        chance.calm();
        for (var process : List.copyOf(processes)) if (!harbor.isAlive(process.id())) dies(process);
        for (var round = 0; round < ROUNDS; round++) {
            if (processes.isEmpty()) startProcess();
            for (var i = 0; step(); i++)
                if (i > STEPS_OF_ROUND) throw new Violation(1, "the world does not come to rest");
            if (isOver() && store.tables().inbox.isEmpty()) return;
            users.help();
        }
        throw new Violation(1, "this does not end: " + users.open());
    }

    Instant instant() {
        return Instant.ofEpochMilli(schedule.clock());
    }

    RunId newRun() {
        return new RunId("r-" + String.format("%026d", ++named));
    }

    String newEvent() {
        return "e" + ++named;
    }

    void note(String line) {
        if (notes != null) notes.add(schedule.now() + " ms: " + line);
    }
}
