package dev.towpath.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for the loop, up to a bound; who sends more has to wait, deaf to interrupts, because an interrupted
/// attempt must still be able to report.
final class Mailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final int bound;
    private List<Mail> waiting = new ArrayList<>();
    private List<Mail> urgent = new ArrayList<>();
    private @Nullable RuntimeException closed;

    Mailbox(int bound) {
        this.bound = bound;
    }

    /// Sends; after the end the sender is told why nobody will handle it.
    void put(Mail mail) {
        lock.lock();
        try {
            while (closed == null && waiting.size() >= bound) emptied.awaitUninterruptibly();
            if (closed == null) {
                waiting.add(mail);
                filled.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        mail.refuse(closed);
    }

    /// Sends although the bound is reached, and ahead of what waits; after the end nothing happens.
    void putAtOnce(Mail mail) {
        lock.lock();
        try {
            if (closed != null) return;
            urgent.add(mail);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// All that waits; nothing after the longest wait or the end.
    ///
    /// @param onlyUrgent leaves what the loop has not asked for
    List<Mail> take(long longestMillis, boolean onlyUrgent) throws InterruptedException {
        lock.lock();
        try {
            var left = TimeUnit.MILLISECONDS.toNanos(longestMillis);
            while (urgent.isEmpty() && (onlyUrgent || waiting.isEmpty()) && closed == null && left > 0)
                left = filled.awaitNanos(left);
            var taken = urgent;
            urgent = new ArrayList<>();
            if (onlyUrgent) return taken;
            taken.addAll(waiting);
            waiting = new ArrayList<>();
            emptied.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return closed == null;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is accepted any more; what waits is refused.
    void close(RuntimeException why) {
        List<Mail> refused;
        lock.lock();
        try {
            if (closed == null) closed = why;
            refused = urgent;
            refused.addAll(waiting);
            urgent = new ArrayList<>();
            waiting = new ArrayList<>();
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
        for (var mail : refused) mail.refuse(why);
    }
}
