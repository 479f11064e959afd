package dev.towpath.engine;

import dev.towpath.spi.StoreException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one thread that touches the state of runs.
final class Loop {
    /// Sends to the loop.
    interface Sender {
        /// From any thread; waits if too much waits for the loop already.
        void send(Mail mail);

        /// Without waiting: news that the loop itself has asked for.
        void sendAtOnce(Mail mail);
    }

    private static final long LONGEST_WAIT_MILLIS = 3_600_000;

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final Engine.Halt halt;
    private final Thread thread;
    private @Nullable Core core;

    Loop(Mailbox mailbox, InstantSource clock, Engine.Halt halt) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.halt = halt;
        this.thread = Thread.ofPlatform().name("towpath-loop").daemon().unstarted(this::run);
    }

    void start(Core work) {
        core = work;
        thread.start();
    }

    /// Sends from any thread, the loop's own included.
    Sender sender() {
        return new Sender() {
            @Override
            public void send(Mail mail) {
                var work = core;
                if (Thread.currentThread().equals(thread) && work != null) work.next(mail);
                else mailbox.put(mail);
            }

            @Override
            public void sendAtOnce(Mail mail) {
                mailbox.putAtOnce(mail);
            }
        };
    }

    /// Stops after the round that is going on; everybody who waits is told why.
    void stop(RuntimeException why) {
        mailbox.close(why);
        if (Thread.currentThread().equals(thread)) return;
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        var work = core;
        if (work != null) work.abandon(why);
    }

    private void run() {
        var work = core;
        if (work == null) throw new IllegalStateException("started without work");
        var mails = List.<Mail>of();
        try {
            while (mailbox.isOpen()) {
                mails = next(work);
                work.turn(mails);
            }
        } catch (StoreException e) {
            refuse(work, mails, e);
        } catch (Throwable e) { // whatever broke, the process must not go on as if it had not
            broken(work, mails, e);
        }
    }

    private void refuse(Core work, List<Mail> mails, RuntimeException why) {
        mailbox.close(why);
        for (var mail : mails) mail.refuse(why);
        work.abandon(why);
    }

    private List<Mail> next(Core work) throws InterruptedException {
        var wait = work.nextTimer() - clock.millis();
        return mailbox.take(Math.clamp(wait, 0, LONGEST_WAIT_MILLIS), work.isFull());
    }

    /// Another thread of the engine has broken.
    void fail(Throwable cause) {
        var work = core;
        if (work != null) broken(work, List.of(), cause);
    }

    private void broken(Core work, List<Mail> mails, Throwable cause) {
        try {
            var why = new EngineException(
                    "engine-stopped",
                    "the engine has stopped itself: " + cause,
                    null,
                    "Nothing that was acknowledged is lost: resume the runs.",
                    cause);
            refuse(work, mails, why);
        } finally {
            halt.now(8, cause);
        }
    }
}
