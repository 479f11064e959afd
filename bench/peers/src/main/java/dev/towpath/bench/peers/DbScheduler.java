package dev.towpath.bench.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.towpath.bench.Marks;
import dev.towpath.bench.Measured;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// db-scheduler: a chain is one task that is scheduled again with the next number, a unit of a fan-out is a task that
/// writes its result into a table. It knows no step that waits for others, so that is counted in memory here.
final class DbScheduler implements Peer {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final int LONGEST = 10;

    /// How far a chain is.
    record Link(int number, int end, String marks) implements Serializable {}

    /// One element.
    record Unit(String run, int number) implements Serializable {}

    private final Surroundings here;
    private final String address;
    private final HikariDataSource source;
    private final CustomTask<Link> chain =
            Tasks.custom("chain", Link.class).onDeadExecutionRevive().execute(this::link);
    private final CustomTask<Unit> unit = Tasks.custom("unit", Unit.class).execute(this::square);
    private final Scheduler scheduler;
    private final Map<String, CompletableFuture<Integer>> ends = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> missing = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();

    /// @param address a JDBC address
    DbScheduler(Surroundings here, String address) throws SQLException {
        this.here = here;
        this.address = address;
        this.source = new HikariDataSource(pool(address));
        tables();
        var builder = Scheduler.create(source, chain, unit)
                .threads(20)
                .enableImmediateExecution()
                .pollingInterval(SOON)
                .heartbeatInterval(SOON.multipliedBy(10))
                .missedHeartbeatsLimit(4);
        this.scheduler = isPostgres() ? builder.pollUsingLockAndFetch(0.5, 4.0).build() : builder.build();
    }

    /// Only a process that is to execute tasks starts its scheduler: it would take those of other processes too.
    private synchronized Scheduler started() {
        if (scheduler.getSchedulerState().isStarted()) return scheduler;
        scheduler.start();
        return scheduler;
    }

    private boolean isPostgres() {
        return address.startsWith("jdbc:postgresql:");
    }

    private static HikariConfig pool(String address) {
        var config = new HikariConfig();
        config.setJdbcUrl(address);
        if (address.startsWith("jdbc:postgresql:")) {
            config.setUsername(PostgresDatabase.USER);
            config.setMaximumPoolSize(25);
        } else {
            config.setMaximumPoolSize(1); // SQLite has one writer; waiting for it here is faster than its own waiting
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
        }
        return config;
    }

    private void tables() throws SQLException {
        var bytes = isPostgres() ? "bytea" : "blob";
        var time = isPostgres() ? "timestamp with time zone" : "timestamp";
        try (var db = source.getConnection();
                var statement = db.createStatement()) {
            statement.execute("""
                CREATE TABLE IF NOT EXISTS scheduled_tasks (
                  task_name text NOT NULL, task_instance text NOT NULL, task_data %1$s, execution_time %2$s,
                  picked boolean NOT NULL, picked_by text, last_success %2$s, last_failure %2$s,
                  consecutive_failures int, last_heartbeat %2$s, version bigint NOT NULL, priority smallint, state text,
                  PRIMARY KEY (task_name, task_instance))\
                """.formatted(bytes, time));
            statement.execute("CREATE INDEX IF NOT EXISTS due ON scheduled_tasks (execution_time)");
            statement.execute("CREATE INDEX IF NOT EXISTS beat ON scheduled_tasks (last_heartbeat)");
            statement.execute("CREATE TABLE IF NOT EXISTS result"
                    + " (run text NOT NULL, number int NOT NULL, square bigint NOT NULL, PRIMARY KEY (run, number))");
        }
    }

    private CompletionHandler<Link> link(TaskInstance<Link> task, ExecutionContext context) {
        var link = task.getData();
        if (!link.marks.isEmpty())
            new Marks(Path.of(link.marks)).add(link.number, here.clock().instant());
        var next = new Link(link.number + 1, link.end, link.marks);
        if (next.number < next.end)
            return (complete, operations) ->
                    operations.reschedule(complete, here.clock().instant(), next);
        return (complete, operations) -> {
            operations.remove();
            end(task.getId()).complete(next.number);
        };
    }

    private CompletionHandler<Unit> square(TaskInstance<Unit> task, ExecutionContext context) {
        var element = task.getData();
        try (var db = source.getConnection();
                var insert = db.prepareStatement("INSERT INTO result (run, number, square) VALUES (?, ?, ?)")) {
            insert.setString(1, element.run);
            insert.setInt(2, element.number);
            insert.setLong(3, (long) element.number * element.number);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the result is not written", e);
        }
        return (complete, operations) -> {
            operations.remove();
            if (missing(element.run).decrementAndGet() == 0) end(element.run).complete(0);
        };
    }

    private CompletableFuture<Integer> end(String run) {
        return ends.computeIfAbsent(run, _ -> new CompletableFuture<>());
    }

    private AtomicInteger missing(String run) {
        return missing.computeIfAbsent(run, _ -> new AtomicInteger());
    }

    @Override
    public String name() {
        return "db-scheduler 16.12.0";
    }

    @Override
    public String store() {
        return isPostgres() ? "postgresql" : "sqlite";
    }

    @Override
    public String durability() {
        var commit = isPostgres() ? new PostgresDatabase(address).durability() : "WAL with synchronous FULL";
        return "strict: " + commit + ", the next number of each step";
    }

    @Override
    public Measured chain(int steps) throws Exception {
        var id = "chain-" + runs.incrementAndGet();
        return here.timed().parts(steps, steps, () -> {
            started()
                    .schedule(
                            chain.instance(id, new Link(0, steps, "")),
                            here.clock().instant());
            return end(id).get(LONGEST, TimeUnit.MINUTES);
        });
    }

    @Override
    public Measured fanOut(int units) throws Exception {
        var id = "fan-out-" + runs.incrementAndGet();
        return here.timed().parts(units, Peers.sumOfSquares(units), () -> {
            missing(id).set(units);
            List<TaskInstance<?>> all = IntStream.range(0, units)
                    .<TaskInstance<?>>mapToObj(number -> unit.instance(id + "-" + number, new Unit(id, number)))
                    .toList();
            started().scheduleBatch(all, here.clock().instant());
            end(id).get(LONGEST, TimeUnit.MINUTES);
            return sum(id);
        });
    }

    private long sum(String run) throws SQLException {
        try (var db = source.getConnection();
                var select = db.prepareStatement("SELECT sum(square) FROM result WHERE run = ?")) {
            select.setString(1, run);
            var rows = select.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public Measured manyRuns(int count) throws Exception {
        var name = "many-" + runs.incrementAndGet() + "-";
        return here.timed().atOnce(count, number -> () -> {
            var task = chain.instance(name + number, new Link(number, number + 3, ""));
            started().schedule(task, here.clock().instant());
            return end(name + number).get(LONGEST, TimeUnit.MINUTES);
        });
    }

    @Override
    public List<String> process(Path folder, int steps, Marks marks) {
        return here.java("db-scheduler", address, folder.getFileName().toString(), steps, marks);
    }

    /// The whole work of a process. What another one had picked is taken when that one has missed four heartbeats.
    static void inProcess(Surroundings here, String address, String name, int steps, String marks) throws Exception {
        try (var peer = new DbScheduler(here, address)) {
            peer.started()
                    .scheduleIfNotExists(
                            peer.chain.instance(name, new Link(0, steps, marks)),
                            here.clock().instant());
            Timed.check(steps, peer.end(name).get(LONGEST, TimeUnit.MINUTES));
        }
    }

    @Override
    public Set<Integer> finished(Path folder) {
        var id = TaskInstanceId.of("chain", folder.getFileName().toString());
        var link = (Link) scheduler.getScheduledExecution(id).orElseThrow().getData();
        return IntStream.range(0, link.number).boxed().collect(Collectors.toSet());
    }

    @Override
    public void close() {
        scheduler.stop();
        source.close();
    }
}
