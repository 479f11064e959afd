package dev.towpath.engine.machine;

import dev.towpath.Digest;
import java.util.ArrayList;
import java.util.List;

/// Measures how fast a run of a million units is folded from its packed events. A program, not a test: speed is nothing
/// to assert on a machine that does other things too. `FoldSpeed [units per event] [large]`.
final class FoldSpeed {
    private static final int UNITS = 1_000_000;
    private static final int ROUNDS = 5;
    private static final Graph GRAPH = graph();

    private FoldSpeed() {}

    private static Graph graph() {
        var draft = new DraftPlan();
        return new Graph(draft.plan(DraftPlan.ref(draft.each("crop", DraftPlan.input("list")))));
    }

    @SuppressWarnings("SystemOut") // a program
    public static void main(String[] args) {
        var together = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        var rows = history(together, args.length > 1);
        var bytes = rows.stream().mapToLong(row -> row.length).sum();
        System.out.printf("%,d units in %,d rows, %,d bytes%n", UNITS, rows.size(), bytes);
        for (var round = 0; round < ROUNDS; round++) {
            var start = System.nanoTime();
            var state = new RunState(Played.RUN, GRAPH);
            for (var row : rows) for (var event : Events.unpack(row)) Machine.apply(state, event);
            var folded = System.nanoTime();
            Machine.turn(state, new Message.TakeOver("you", 2, 5), 0);
            var taken = System.nanoTime();
            System.out.printf(
                    "folded in %d ms, taken over in %d ms: %s%n",
                    (folded - start) / 1_000_000, (taken - folded) / 1_000_000, state.unitCounts(0));
        }
    }

    private static List<byte[]> history(int together, boolean large) {
        var state = new RunState(Played.RUN, GRAPH);
        var rows = new ArrayList<byte[]>();
        tell(state, new Message.Submit("me", false, 0, null), rows);
        tell(state, new Message.Looked(GRAPH.listWatch(0), new Answer.Count(UNITS)), rows);
        for (var unit = 0; unit < UNITS; unit += together) {
            tell(state, new Message.Place(0, together), rows);
            tell(state, new Message.UnitsDone(0, 1, results(unit, Math.min(together, UNITS - unit), large)), rows);
        }
        return rows;
    }

    private static UnitResults results(int first, int count, boolean large) {
        var units = new int[count];
        var times = new long[count];
        var values = new byte[count][];
        var digests = new Digest[count];
        var sizes = new long[count];
        for (var i = 0; i < count; i++) {
            units[i] = first + i;
            times[i] = 1_700_000_000_000L + first + i;
            if (large) digests[i] = Played.made("large").digest();
            else values[i] = new byte[] {'1', '2', '3', '4'};
            sizes[i] = large ? 100_000 : 4;
        }
        return new UnitResults(1, units, times, times, values, digests, sizes);
    }

    private static void tell(RunState state, Message message, List<byte[]> rows) {
        var decision = Machine.turn(state, message, 0);
        if (!decision.events().isEmpty()) rows.add(Events.pack(decision.events()));
    }
}
