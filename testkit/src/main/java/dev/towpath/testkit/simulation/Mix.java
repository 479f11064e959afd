package dev.towpath.testkit.simulation;

/// Numbers that look like chance and are the same for the same: the mixing step of SplitMix64.
final class Mix {
    private Mix() {}

    static long of(long seed, long more) {
        var mixed = seed + 0x9E3779B97F4A7C15L * (more + 1);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    static long of(long seed, byte[] bytes) {
        var hash = seed;
        for (var b : bytes) hash = (hash ^ b) * 0x100000001B3L;
        return of(hash, bytes.length);
    }

    static int below(long mixed, int bound) {
        return (int) Math.floorMod(mixed, (long) bound);
    }
}
