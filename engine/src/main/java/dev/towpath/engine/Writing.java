package dev.towpath.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/// The way of turns to the disk and back, on the loop's thread: strict ones are written on the spot; while there is a
/// run that does not wait for the disk, and until all of that is written, they go to the writer's thread.
final class Writing {
    /// With so many turns on their way nothing is started ahead of the disk any more.
    private static final int AHEAD = 256;
    /// With so many nothing is accepted any more.
    private static final int MOST = 1024;

    private final Aftermath aftermath;
    private final Values values;
    private final Committer committer;
    private final Deque<Turn> underway = new ArrayDeque<>();

    Writing(Aftermath aftermath, Values values, Committer committer) {
        this.aftermath = aftermath;
        this.values = values;
        this.committer = committer;
    }

    void take(Turn turn, boolean pipelined) {
        underway.add(turn);
        if (pipelined || underway.size() > 1) {
            committer.later(turn);
        } else {
            committer.write(turn);
            written(1);
        }
    }

    /// Whether an attempt may start before its turn is written.
    boolean hasRoom() {
        return underway.size() < AHEAD;
    }

    /// Whether too much waits for the disk.
    boolean isFull() {
        return underway.size() >= MOST;
    }

    /// The oldest turns are on disk.
    void written(int turns) {
        for (var i = 0; i < turns; i++) {
            var turn = underway.remove();
            values.written(turn.fresh());
            aftermath.of(turn);
        }
    }

    /// None of what is underway happens, as far as anybody knows.
    void refuse(RuntimeException why) {
        for (var turn : underway) turn.refuse(why);
    }
}
