package dev.towpath.bench.peers;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import dev.towpath.bench.Marks;
import dev.towpath.bench.Measured;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// DBOS Transact: a chain is one workflow of steps, a unit of a fan-out is a child workflow.
final class Dbos implements Peer {
    /// The workflows.
    public interface Flows {
        /// @param marks a file; empty for none
        int chain(int start, int steps, String marks);

        long fanOut(int units);

        long square(int number);
    }

    private final Surroundings here;
    private final PostgresDatabase database;
    private final DBOS dbos;
    private final Flows flows;
    private final AtomicInteger runs = new AtomicInteger();

    Dbos(Surroundings here, PostgresDatabase database) {
        this.here = here;
        this.database = database;
        this.dbos = new DBOS(DBOSConfig.defaults("bench")
                .withDatabaseUrl(database.url())
                .withDbUser(PostgresDatabase.USER)
                .withDbPassword("")
                .withAdminServer(false)
                .withAppVersion("1"));
        var made = new Made(dbos, here.clock());
        this.flows = dbos.registerProxy(Flows.class, made);
        made.self = flows;
        dbos.launch();
    }

    /// What the workflows do.
    private static final class Made implements Flows {
        private final DBOS dbos;
        private final InstantSource clock;
        private Flows self = this;

        Made(DBOS dbos, InstantSource clock) {
            this.dbos = dbos;
            this.clock = clock;
        }

        @Override
        @Workflow(name = "chain")
        public int chain(int start, int steps, String marks) {
            var last = start;
            for (var i = 0; i < steps; i++) {
                var number = last;
                last = dbos.runStep(() -> increment(number, marks), "step-" + i);
            }
            return last;
        }

        private int increment(int number, String marks) {
            if (!marks.isEmpty()) new Marks(Path.of(marks)).add(number, clock.instant());
            return number + 1;
        }

        @Override
        @Workflow(name = "fan-out")
        public long fanOut(int units) {
            int count = dbos.runStep(() -> units, "split");
            var handles = new ArrayList<WorkflowHandle<Long, RuntimeException>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                handles.add(dbos.startWorkflow(() -> self.square(number)));
            }
            var squares = handles.stream().map(WorkflowHandle::getResult).toList();
            return dbos.runStep(
                    () -> squares.stream().mapToLong(Long::longValue).sum(), "sum");
        }

        @Override
        @Workflow(name = "square")
        public long square(int number) {
            return (long) number * number;
        }
    }

    @Override
    public String name() {
        return "DBOS Transact 1.1.0-m6";
    }

    @Override
    public String store() {
        return "postgresql";
    }

    @Override
    public String durability() {
        return "strict: " + database.durability() + ", the result of each step";
    }

    @Override
    public Measured chain(int steps) throws Exception {
        var id = new StartWorkflowOptions("chain-" + runs.incrementAndGet());
        return here.timed()
                .parts(
                        steps,
                        steps,
                        () -> dbos.startWorkflow(() -> flows.chain(0, steps, ""), id)
                                .getResult());
    }

    @Override
    public Measured fanOut(int units) throws Exception {
        var id = new StartWorkflowOptions("fan-out-" + runs.incrementAndGet());
        return here.timed()
                .parts(
                        units,
                        Peers.sumOfSquares(units),
                        () -> dbos.startWorkflow(() -> flows.fanOut(units), id).getResult());
    }

    @Override
    public Measured manyRuns(int count) throws Exception {
        var name = "many-" + runs.incrementAndGet() + "-";
        return here.timed()
                .atOnce(
                        count,
                        number -> () -> dbos.startWorkflow(
                                        () -> flows.chain(number, 3, ""), new StartWorkflowOptions(name + number))
                                .getResult());
    }

    @Override
    public List<String> process(Path folder, int steps, Marks marks) {
        return here.java("dbos", database.url(), folder.getFileName().toString(), steps, marks);
    }

    /// The whole work of a process. One that was killed is continued by the launch, and the same name is the same run.
    static void inProcess(Surroundings here, PostgresDatabase database, String name, int steps, String marks) {
        try (var peer = new Dbos(here, database)) {
            int result = peer.dbos
                    .startWorkflow(() -> peer.flows.chain(0, steps, marks), new StartWorkflowOptions(name))
                    .getResult();
            Timed.check(steps, result);
        }
    }

    @Override
    public Set<Integer> finished(Path folder) throws SQLException {
        var finished = new HashSet<Integer>();
        try (var db = database.connection();
                var select = db.prepareStatement(
                        "SELECT function_name FROM dbos.operation_outputs WHERE workflow_uuid = ?")) {
            select.setString(1, folder.getFileName().toString());
            var rows = select.executeQuery();
            while (rows.next()) finished.add(Integer.valueOf(rows.getString(1).substring("step-".length())));
        }
        return finished;
    }

    @Override
    public void close() {
        dbos.close();
    }
}
