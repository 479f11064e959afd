package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.IdSource;
import java.security.SecureRandom;
import java.time.Instant;

/// Names that no other process makes: the time in ten characters, then 80 random bits. Two of one millisecond have one
/// time and ascending bits, so that names sort in the order in which they were made.
final class RandomIds implements IdSource {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;
    private static final int HALF = 8;

    private final SecureRandom random = new SecureRandom();
    private long lastMillis = -1;
    private long high;
    private long low;

    @Override
    public synchronized RunId newRun(Instant now) {
        var millis = Math.max(now.toEpochMilli(), lastMillis);
        if (millis == lastMillis) low++;
        else {
            lastMillis = millis;
            high = random.nextLong();
            low = random.nextLong() & 0x7f_ffff_ffffL; // of 40 bits: room for counting up
        }
        return new RunId("r-" + digits(millis, TIME_DIGITS) + digits(high, HALF) + digits(low, HALF));
    }

    @Override
    public String newEvent() {
        return digits(random.nextLong(), HALF) + digits(random.nextLong(), HALF);
    }

    /// The lowest bits of a number, five for each character.
    private static String digits(long number, int count) {
        var out = new char[count];
        for (var i = 0; i < count; i++) out[count - 1 - i] = DIGITS.charAt((int) ((number >>> (5 * i)) & 31));
        return new String(out);
    }
}
