package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.Owners;
import dev.towpath.spi.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// The processes that execute runs in one database. Each has a row that it renews; one whose row was not renewed in
/// time,
/// by the server's clock, is dead for good. They tell each other by notifications.
///
/// One thread listens and renews, one tells others, and one only watches that renewals come in time, so that a
/// connection
/// which hangs is noticed too.
public final class PostgresOwners implements Owners {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Owner me;
    private final Lease lease;
    private final PostgresLink link;
    private final PostgresOwnerTable table = new PostgresOwnerTable();
    private final String channel;
    private final Told told = new Told();
    private final ReadPool readers;
    private final PostgresPokes pokes;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("towpath-lease").factory());
    // Of the thread that listens.
    private final Set<String> others = new HashSet<>();
    private final Future<?> renewals;
    private Future<?> doubt;
    private volatile PostgresNotices notices;
    private volatile boolean due;
    private volatile boolean ended;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresOwners(PostgresLink link, Owner me, Lease lease) throws SQLException {
        this.me = me;
        this.lease = lease;
        this.link = link;
        channel = "towpath_" + Digest.of(link.url().schema()).hex().substring(0, 16);
        readers = new ReadPool(() -> new Session(link.patiently(link::reading)));
        pokes = new PostgresPokes(link, table, channel);
        notices = listener();
        doubt = watch.schedule(this::lose, lease.doubt().toMillis(), TimeUnit.MILLISECONDS);
        var renewal = lease.renewal().toMillis();
        renewals = watch.scheduleAtFixedRate(() -> due = true, renewal, renewal, TimeUnit.MILLISECONDS);
    }

    /// Becomes an owner, in a store that is there.
    ///
    /// @param me this process, under a name that was never used before
    /// @throws StoreException `store-unreachable`, `store-refused`, …
    public static PostgresOwners join(PostgresUrl url, Owner me, Lease lease) {
        try {
            var owners = new PostgresOwners(new PostgresLink(url), me, lease);
            try {
                owners.begin();
                return owners;
            } catch (SQLException | RuntimeException e) {
                owners.end();
                throw e;
            }
        } catch (SQLException e) {
            throw new PostgresFailure(url).of(e);
        }
    }

    /// The processes that execute runs in a store, as one sees them who is none of them.
    public static List<Owner> living(PostgresUrl url) {
        try (var db = new Session(new PostgresLink(url).reading())) {
            return new PostgresOwnerTable().living(db);
        } catch (SQLException e) {
            throw new PostgresFailure(url).of(e);
        }
    }

    private void begin() throws SQLException {
        var db = notices.session();
        table.insert(db, me, lease.end());
        table.tell(db, channel, "born " + me.id());
        for (var owner : table.living(db)) others.add(owner.id());
        others.remove(me.id());
        Thread.ofPlatform().daemon().name("towpath-owner").start(this::stayAlive);
    }

    private PostgresNotices listener() throws SQLException {
        return new PostgresNotices(link, channel, lease.renewal().plusSeconds(1));
    }

    private void stayAlive() {
        var wait = lease.renewal().dividedBy(2);
        while (!ended) {
            try {
                var news = notices.await(wait);
                for (var one : news) hear(one);
                // However much news there is, the dead are looked for as often as the lease is renewed.
                var look = news.isEmpty() || due;
                if (due) renew();
                if (look) wait = buryAndWait();
            } catch (SQLException e) {
                if (!ended) listenAgain();
            }
        }
    }

    /// Deletes those whose time is over.
    ///
    /// @return until when to look again
    private Duration buryAndWait() throws SQLException {
        var db = notices.session();
        table.deleteEnded(db, channel);
        var first = table.firstEnd(db, me.id()).plusMillis(1);
        var usual = lease.renewal().dividedBy(2);
        return first.compareTo(usual) < 0 ? first : usual;
    }

    // The watch for the next renewal begins before it: what the server says late may be old.
    private void renew() throws SQLException {
        due = false;
        var next = watch.schedule(this::lose, lease.doubt().toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!table.renew(notices.session(), me.id(), lease.end())) {
                lose();
                return;
            }
        } catch (SQLException e) {
            next.cancel(false);
            due = true;
            throw e;
        }
        doubt.cancel(false);
        doubt = next;
    }

    private void hear(String news) {
        var space = news.indexOf(' ');
        var owner = news.substring(space + 1);
        switch (news.substring(0, Math.max(0, space))) {
            case "born" -> others.add(owner);
            case "died" -> died(owner);
            case "poke" -> {
                if (owner.equals(me.id())) told.tell(Listener::poked);
            }
            case "adopt" -> {
                if (me.adopts() && !owner.equals(me.id())) told.tell(Listener::poked);
            }
            default -> {} // of a later version
        }
        others.remove(me.id());
    }

    private void died(String owner) {
        if (others.remove(owner)) told.tell(listener -> listener.died(owner));
    }

    /// What was told while nobody listened is found out by looking.
    private void listenAgain() {
        notices.cut();
        try {
            var made = listener();
            notices = made;
            if (ended) made.cut();
            renew();
            var living = new HashSet<String>();
            for (var owner : table.living(made.session())) living.add(owner.id());
            for (var owner : List.copyOf(others)) if (!living.contains(owner)) died(owner);
            living.remove(me.id());
            others.addAll(living);
            told.tell(Listener::poked);
        } catch (SQLException e) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /// For good: a name that may be taken for dead is not used any more.
    private void lose() {
        if (ended) return;
        ended = true;
        told.tell(Listener::lost);
        end();
    }

    @Override
    public String me() {
        return me.id();
    }

    @Override
    public List<Owner> living() {
        return read(table::living);
    }

    @Override
    public boolean isAlive(String owner) {
        if (ended && owner.equals(me.id())) return false;
        return read(db -> table.isAlive(db, owner));
    }

    private <T> T read(ReadPool.Query<T> query) {
        for (var reads = 1; ; reads++) {
            try {
                return readers.read(query);
            } catch (SQLException e) {
                if (!PostgresFailure.isWorthAnother(e, reads)) throw new PostgresFailure(link.url()).of(e);
            }
        }
    }

    @Override
    public void poke(String owner) {
        if (owner.equals(me.id())) told.tell(Listener::poked);
        else pokes.tell("poke " + owner);
    }

    @Override
    public void pokeAdopters() {
        if (me.adopts()) told.tell(Listener::poked);
        pokes.tell("adopt " + me.id());
    }

    @Override
    public void listen(Listener listener) {
        told.listen(listener);
    }

    @Override
    public void close() {
        told.close();
        if (closed.getAndSet(true)) return;
        var lost = ended;
        end();
        try {
            readers.close();
            if (!lost) leave();
        } catch (SQLException e) {
            // The others find it dead when its time is over.
        }
    }

    private void leave() throws SQLException {
        try (var db = new Session(link.plain())) {
            table.delete(db, me.id(), channel);
        }
    }

    private void end() {
        ended = true;
        renewals.cancel(false);
        watch.shutdownNow();
        pokes.close();
        notices.cut();
    }
}
