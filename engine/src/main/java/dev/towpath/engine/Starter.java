package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.Resources;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Node;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import dev.towpath.value.Elements;
import dev.towpath.value.EncodedJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gives places to what is ready: the most urgent run first, then the oldest, in a run the first step of the plan.
final class Starter {
    /// After so many steps that do not fit a pass ends: the places are taken.
    private static final int MISSES = 200;

    private static final Comparator<Live> ORDER =
            Comparator.comparingInt(Live::priority).reversed().thenComparing(Live::id);

    private final Core core;
    private final Looks looks;
    private final Values values;
    private final Places places;
    private final EngineOptions options;
    /// What the task takes that is being handed over ahead of its place; 0 if it has one.
    private long ahead;
    private final TreeSet<Live> ready = new TreeSet<>(ORDER);

    Starter(Core core, Looks looks, Values values, Places places, EngineOptions options) {
        this.core = core;
        this.looks = looks;
        this.values = values;
        this.places = places;
        this.options = options;
    }

    /// Something about a run has changed.
    void update(Live run) {
        if (run.code != null && run.state.nextReady(0) >= 0) ready.add(run);
        else ready.remove(run);
    }

    /// How many runs have something to start.
    int ready() {
        return ready.size();
    }

    void forget(Live run) {
        ready.remove(run);
    }

    /// Gives away all places that are free.
    void start() {
        if (ready.isEmpty()) return;
        var pass = places.pass();
        var misses = 0;
        for (var run = ready.first(); run != null; run = ready.higher(run)) {
            for (var step = run.state.nextReady(0); step >= 0; step = run.state.nextReady(step + 1)) {
                if (!fill(run, step, pass)) misses++;
                if (misses > MISSES || (run.state.isSerial() && run.state.running() > 0)) break;
            }
            if (misses > MISSES) return;
        }
    }

    /// Starts as much of a step as there are places: false if there were too few.
    private boolean fill(Live run, int step, Places.Pass pass) {
        var node = run.node(step);
        if (node instanceof Node.Expand) {
            core.tell(run, new Message.Place(step, run.state.isSerial() ? 1 : Integer.MAX_VALUE));
            return true;
        }
        var asked = resources(node);
        var tooMuch = options.tooMuch(asked);
        if (tooMuch != null) {
            core.tell(run, new Message.Refuse(step, Failures.noPlace(node, tooMuch)));
            return true;
        }
        while (run.state.nextReady(step) == step) {
            if (run.state.isSerial() && run.state.running() > 0) return true;
            ahead = 0;
            if (!pass.claim(asked)) {
                ahead = run.plan.haste().ahead(node, step);
                if (!pass.claimAhead(ahead)) return false;
            }
            if (arguments(run, step) == null) return true;
            if (!core.tell(run, new Message.Place(step, together(run, step, asked)))) return true;
        }
        return true;
    }

    private static Resources resources(Node node) {
        var policies = Node.policies(node);
        return policies == null ? Policies.DEFAULT.resources() : policies.resources();
    }

    private int together(Live run, int step, Resources asked) {
        if (!run.plan.graph().isMapped(step)) return 1;
        if (run.state.batch() > 0 && run.node(step) instanceof Node.Each) return run.state.batch();
        var pace = run.paces.computeIfAbsent(step, _ -> new Pace());
        return pace.next(run.state.unstarted(step), places.abreast(asked), options.unitsPerTask());
    }

    /// An attempt that has its place will never begin.
    void giveBack(Task task) {
        places.free(task);
    }

    /// The rules have given away a place.
    void started(Live run, Effect.Start start) {
        var code = run.code;
        var arguments = run.arguments.get(start.step());
        if (code == null || arguments == null) throw new IllegalStateException("not ready to start: " + start);
        var task = new Task(
                run.id(),
                run.state.epoch(),
                code,
                start.step(),
                new Task.Part(start.first(), start.count(), start.number()),
                arguments);
        if (ahead > 0) places.takeAhead(task, ahead);
        else places.take(task, resources(run.node(start.step())));
        core.start(run, task);
    }

    /// The arguments of a step; null if its list has to be read first.
    private @Nullable List<Argument> arguments(Live run, int step) {
        var known = run.arguments.get(step);
        var code = run.code;
        if (known != null || code == null) return known;
        var node = run.node(step);
        var isMapped = run.plan.graph().isMapped(step);
        var arguments = new ArrayList<Argument>();
        for (var i = 0; i < node.reads().size(); i++) {
            var ref = node.reads().get(i);
            if (ref.node() == Ref.ATTEMPT) {
                arguments.add(new Argument.Self());
            } else if (isMapped && i == 0) {
                var list = list(run, step);
                if (list == null) return null;
                var shape = code.shape(step, i);
                arguments.add(
                        node instanceof Node.Batch batch
                                ? new Argument.Chunk(list, shape, batch.size())
                                : new Argument.Element(list, shape));
            } else {
                arguments.add(new Argument.Whole(value(run, ref, code.shape(step, i))));
            }
        }
        run.arguments.put(step, arguments);
        return arguments;
    }

    /// The list of a mapped step; null if it is being read.
    @Nullable
    Elements list(Live run, int step) {
        var watch = run.plan.graph().listWatch(step);
        var known = run.lists.get(watch);
        if (known == null && run.loading.add(watch)) core.afterwards(run, () -> looks.list(run, step, watch));
        return known;
    }

    /// A list was read.
    void listed(Live run, int watch, @Nullable Elements list, @Nullable Failure failure) {
        run.loading.remove(watch);
        if (list != null) {
            run.lists.put(watch, list);
            update(run);
            for (var ask : run.asks) core.next(ask);
            run.asks.clear();
        } else if (failure != null) {
            for (var ask : run.asks) {
                var end = new RunEnd(run.id(), Status.FAILED, null, failure);
                core.next(new Mail.ChildEnded(
                        new Live.Parent(run.id(), run.state.epoch(), ask.step(), ask.unit()), end, 0));
            }
            run.asks.clear();
            for (var step = 0; step < run.plan.graph().size(); step++)
                if (run.plan.graph().isMapped(step) && run.plan.graph().listWatch(step) == watch)
                    core.tell(run, new Message.Refuse(step, failure));
        }
    }

    private InputValue value(Live run, Ref ref, InputValue.Shape shape) {
        var spot = Values.find(run, ref.node(), ref.path());
        if (spot == null) return InputValue.of(shape, EncodedJson.nothing());
        var bytes = values.atHand(spot);
        return bytes == null
                ? InputValue.stored(shape, spot.digest(), spot.path())
                : InputValue.of(shape, EncodedJson.component(bytes, spot.path()));
    }
}
