package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.engine.machine.Transitions.StepMove;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The units of a mapped step: bytes and counters, and an entry of its own only for a unit that was tried more than
/// once.
@SuppressWarnings("EnumOrdinal") // bytes and counters in memory, never stored
final class Units {
    private static final Status[] WORDS = Status.values();

    private final byte[] status;
    private final int[] counts = new int[WORDS.length];
    private final TreeMap<Integer, Tries> odd = new TreeMap<>();
    private final TreeMap<Integer, Long> delays = new TreeMap<>();
    private final TreeSet<Integer> again = new TreeSet<>();
    private final BitSet undecided = new BitSet();
    private byte @Nullable [] @Nullable [] values;
    private @Nullable Digest @Nullable [] digests;
    private @Nullable Failure failure;
    private int next;
    private int attempts;

    Units(int count) {
        status = new byte[count];
        values = new byte[count][];
        counts[Status.CREATED.ordinal()] = count;
    }

    /// All have ended, some of them badly.
    static Units ended(int count, Ranges failed, int attempts) {
        var units = new Units(count);
        for (var unit : failed.expanded()) units.set(unit, Status.FAILED);
        for (var unit = 0; unit < count; unit++)
            if (units.status(unit) == Status.CREATED) units.move(unit, StepMove.KEEP);
        units.next = count;
        units.attempts = attempts;
        units.forget();
        return units;
    }

    int count() {
        return status.length;
    }

    Status status(int unit) {
        return WORDS[status[unit]];
    }

    int with(Status word) {
        return counts[word.ordinal()];
    }

    /// Units that have not ended.
    int open() {
        return with(Status.CREATED)
                + with(Status.QUEUED)
                + with(Status.RUNNING)
                + with(Status.WAITING)
                + with(Status.CANCELLING);
    }

    /// Attempts that are being executed.
    int inFlight() {
        return with(Status.RUNNING) + with(Status.CANCELLING);
    }

    int attempts() {
        return attempts;
    }

    Tries tries(int unit) {
        var known = odd.get(unit);
        if (known != null) return known;
        return switch (status(unit)) {
            case CREATED, QUEUED -> Tries.NONE;
            case RUNNING, WAITING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> Tries.FIRST;
        };
    }

    /// The first of the units that failed; null if none has.
    @Nullable
    Failure failure() {
        return failure;
    }

    /// The value of a unit if it is small.
    byte @Nullable [] value(int unit) {
        return values == null ? null : values[unit];
    }

    /// The digest of a unit's value if it is not small.
    @Nullable
    Digest digest(int unit) {
        return digests == null ? null : digests[unit];
    }

    /// When a waiting unit is tried again; null if it does not wait.
    @Nullable
    Long delay(int unit) {
        return delays.get(unit);
    }

    /// Units that wait before they are tried again.
    int delayed() {
        return delays.size();
    }

    /// When they are tried again, by unit.
    Map<Integer, Long> delays() {
        return delays;
    }

    boolean isUndecided(int unit) {
        return undecided.get(unit);
    }

    /// Units whose attempts may have happened.
    int[] undecided() {
        return undecided.stream().toArray();
    }

    /// The next unit that may start, those tried before first; -1 if there is none.
    int startable() {
        if (!again.isEmpty()) return again.first();
        return next < status.length ? next : -1;
    }

    /// How many units from [#startable] on may start together.
    int together(int most) {
        if (!again.isEmpty()) return 1;
        var limit = Math.min(status.length, (int) Math.min(Integer.MAX_VALUE, (long) next + most));
        var end = next;
        while (end < limit && status[end] == Status.QUEUED.ordinal()) end++;
        return end - next;
    }

    Map<Status, Integer> byStatus() {
        var map = new EnumMap<Status, Integer>(Status.class);
        for (var i = 0; i < counts.length; i++) if (counts[i] > 0) map.put(WORDS[i], counts[i]);
        return map;
    }

    int[] all(Status word) {
        var found = new int[with(word)];
        for (int unit = 0, at = 0; at < found.length; unit++) if (status[unit] == word.ordinal()) found[at++] = unit;
        return found;
    }

    private void move(int unit, StepMove move) {
        set(unit, Transitions.next(status(unit), move));
    }

    private void set(int unit, Status to) {
        counts[status[unit]]--;
        counts[to.ordinal()]++;
        status[unit] = (byte) to.ordinal();
    }

    /// All that have not ended become due. Those that were tried before come first, one by one.
    void queue() {
        next = 0;
        for (var unit = 0; unit < status.length; unit++) {
            if (status(unit) != Status.CREATED) continue;
            move(unit, StepMove.QUEUE);
            if (odd.containsKey(unit)) again.add(unit);
        }
        skipToFresh();
    }

    private void skipToFresh() {
        while (next < status.length && (status[next] != Status.QUEUED.ordinal() || again.contains(next))) next++;
    }

    void start(int first, int count, int number) {
        for (var unit = first; unit < first + count; unit++) {
            if (number > 1) odd.put(unit, tries(unit).started());
            move(unit, StepMove.START);
        }
        again.remove(first);
        attempts += count;
        skipToFresh();
    }

    void succeed(UnitResults results) {
        for (var i = 0; i < results.count(); i++) {
            var unit = results.units()[i];
            move(unit, status(unit) == Status.CANCELLING ? StepMove.STOP : StepMove.SUCCEED);
            keep(unit, results.values()[i], results.digests()[i]);
        }
    }

    private void keep(int unit, byte @Nullable [] value, @Nullable Digest digest) {
        if (value != null) {
            if (values == null) values = new byte[status.length][];
            values[unit] = value;
        } else {
            if (digests == null) digests = new Digest[status.length];
            digests[unit] = digest;
        }
    }

    private boolean hasValue(int unit) {
        return value(unit) != null || digest(unit) != null;
    }

    void failed(int unit) {
        odd.put(unit, tries(unit).afterFailure());
    }

    void delay(int unit, long notBefore) {
        move(unit, StepMove.DELAY);
        delays.put(unit, notBefore);
    }

    void wake(int unit) {
        move(unit, StepMove.WAKE);
        delays.remove(unit);
        again.add(unit);
    }

    void giveUp(int unit, Failure why) {
        move(unit, StepMove.FAIL);
        if (failure == null || failure.unit() > unit) failure = why;
    }

    void lose(int unit) {
        odd.put(unit, tries(unit).afterLoss());
        move(unit, StepMove.LOSE);
        again.add(unit);
    }

    /// Nobody knows whether its attempt has happened.
    void doubt(int unit) {
        odd.put(unit, tries(unit).afterLoss());
        move(unit, StepMove.DOUBT);
        undecided.set(unit);
    }

    /// Somebody has said what became of its attempt.
    void decide(int unit, Verdict verdict) {
        undecided.clear(unit);
        switch (verdict) {
            case Verdict.Done(var made) -> {
                move(unit, StepMove.SETTLE);
                keep(unit, null, made.digest());
            }
            case Verdict.Retry _ -> wake(unit);
            case Verdict.Fail(var why) -> giveUp(unit, why);
        }
    }

    void stop(int unit) {
        if (!odd.containsKey(unit)) odd.put(unit, tries(unit));
        move(unit, StepMove.STOP);
    }

    /// Nothing more is started.
    void cancel() {
        for (var unit = 0; unit < status.length; unit++) {
            switch (status(unit)) {
                case CREATED, QUEUED, RUNNING, WAITING -> move(unit, StepMove.ASK_CANCEL);
                case SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> {}
            }
        }
        again.clear();
        delays.clear();
        undecided.clear();
        next = status.length;
    }

    /// What did not succeed gets a fresh start; what succeeded, even while it was cancelled, is kept.
    ///
    /// @param once what was started before is not started again by itself
    void resume(boolean once) {
        failure = null;
        for (var unit = 0; unit < status.length; unit++) {
            switch (status(unit)) {
                case FAILED, CANCELLED, SKIPPED -> {
                    move(unit, StepMove.RESUME);
                    if (hasValue(unit)) move(unit, StepMove.REUSE);
                    var known = odd.get(unit);
                    if (known != null) odd.put(unit, known.afresh());
                    if (once && known != null && !hasValue(unit)) {
                        move(unit, StepMove.DOUBT);
                        undecided.set(unit);
                    }
                }
                case CREATED, QUEUED, RUNNING, WAITING, SUCCEEDED, CACHED, CANCELLING, LOST -> {}
            }
        }
    }

    /// The list is kept: the values of the units are not needed any more.
    void forget() {
        values = null;
        digests = null;
    }

    /// Everything, as text: equal texts, equal states.
    @Override
    public String toString() {
        return Arrays.toString(status) + Arrays.toString(counts) + odd + delays + again + undecided
                + Arrays.deepToString(values) + Arrays.toString(digests) + failure + next + "/" + attempts;
    }
}
