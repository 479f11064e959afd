package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CODE_MISSING;

import dev.towpath.Digest;
import dev.towpath.Problem;
import dev.towpath.RunId;
import dev.towpath.engine.AttemptsFactory;
import dev.towpath.engine.CodeLoader;
import dev.towpath.engine.Engine;
import dev.towpath.engine.EngineOptions;
import dev.towpath.engine.IdSource;
import dev.towpath.engine.ManualEngine;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One process: an engine and what it meets. It dies once.
final class SimulatedProcess implements Border {
    private static final int AGAIN = 20;

    private final String id;
    private final World world;
    private final ArtifactStore artifacts;
    private final ManualEngine engine;
    private @Nullable SimulatedAttempts attempts;
    private boolean alive = true;
    private boolean standing;
    private boolean busy;

    SimulatedProcess(String id, World world, Variant variant, EngineOptions options) {
        this.id = id;
        this.world = world;
        this.artifacts = variant.artifacts(world.disk, this);
        var factory = new AttemptsFactory(reports -> {
            var own = new SimulatedAttempts(this, world, reports);
            attempts = own;
            return variant.attempts(own);
        });
        engine = new ManualEngine(
                new Engine.Parts(
                        variant.journal(world.store, this),
                        artifacts,
                        this::code,
                        factory,
                        world::instant,
                        new Ids(),
                        variant.owners(new SimulatedOwners(id, world.harbor, this)),
                        variant.rules(),
                        (_, cause) -> {
                            throw world.halts(this, cause);
                        }),
                options);
    }

    private final class Ids implements IdSource {
        @Override
        public RunId newRun(Instant at) {
            return world.newRun();
        }

        @Override
        public String newEvent() {
            return world.newEvent();
        }
    }

    private CodeLoader.Code code(Digest bundle) {
        return world.chance.fault(1, CODE_MISSING) == null
                ? new CodeLoader.Code.Ready(SimulatedProcess.class.getClassLoader())
                : new CodeLoader.Code.Missing(
                        List.of(new Problem("sim-missing", "it is not there", null, null, "Look again.")));
    }

    String id() {
        return id;
    }

    ManualEngine engine() {
        return engine;
    }

    boolean isAlive() {
        return alive;
    }

    /// Whether it can do something now.
    boolean canMove() {
        return alive && !standing && !busy;
    }

    boolean isBusy(RunId run, int epoch) {
        var own = attempts;
        return own != null && own.isBusy(run, epoch);
    }

    /// Whether it executes anything.
    boolean isIdle() {
        var own = attempts;
        return own == null || own.isIdle();
    }

    /// It is gone, and what it was about to do with it.
    void die() {
        alive = false;
    }

    /// Does something as this process; the process may end by it.
    void act(Runnable what) {
        if (!canMove()) return;
        busy = true;
        try {
            what.run();
        } catch (SimulatedCrash e) {
            if (alive) throw new IllegalStateException("a living process has crashed", e);
        } finally {
            busy = false;
        }
    }

    /// Does a piece of work of its engine: 0 a turn, 1 reading or writing beside it, 2 writing what waits. False if
    /// there
    /// is none.
    boolean moves(int kind) {
        if (!canMove()) return false;
        var moved = new boolean[1];
        switch (kind) {
            case 0 -> {
                if (!engine.isDue(world.schedule.clock())) return false;
                moved[0] = true;
                var most = world.chance.oneIn(3) ? 1 + world.chance.below(3) : Integer.MAX_VALUE;
                act(() -> engine.turn(most));
            }
            case 1 -> act(() -> moved[0] = engine.io() || !alive);
            default -> act(() -> moved[0] = engine.write() || !alive);
        }
        return moved[0] || !alive;
    }

    /// Does something later, as this process, if it is alive then.
    void in(long delay, Runnable what) {
        world.schedule.in(delay, () -> {
            if (!alive) return;
            if (canMove()) act(what);
            else in(AGAIN, what);
        });
    }

    Digest put(byte[] bytes) {
        try {
            return artifacts.put(new ByteArrayInputStream(bytes)).digest();
        } catch (IOException e) {
            throw new IllegalStateException("the simulated disk has no errors", e);
        }
    }

    InputStream open(Digest digest) throws IOException {
        return artifacts.open(digest);
    }

    @Override
    public Fault.@Nullable Kind enter(double weight, Fault.Kind... possible) {
        if (!alive) throw new SimulatedCrash(id);
        var fault = world.chance.fault(weight, possible);
        if (fault == Fault.Kind.CRASH_BEFORE) crash();
        if (fault == Fault.Kind.PAUSE_BEFORE) stand();
        return fault;
    }

    @Override
    public void leave(Fault.@Nullable Kind fault) {
        if (fault == Fault.Kind.CRASH_AFTER) crash();
        if (fault == Fault.Kind.PAUSE_AFTER) stand();
    }

    @Override
    public void crash() {
        world.dies(this);
        throw new SimulatedCrash(id);
    }

    @Override
    public void losePower() {
        world.losePower();
        throw new SimulatedCrash(id);
    }

    private void stand() {
        standing = true;
        world.goOnWithout(this);
        standing = false;
        if (!alive) throw new SimulatedCrash(id);
    }

    @Override
    public void committed(List<Entry> entries) {
        world.committed(this, entries);
    }
}
