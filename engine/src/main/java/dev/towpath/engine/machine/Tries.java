package dev.towpath.engine.machine;

/// How often a step or a unit was tried.
///
/// @param number of the last attempt that was started; 0 before the first
/// @param failed how many have failed since it was last given a fresh start
/// @param lost how many were lost with their process since then
record Tries(int number, int failed, int lost) {
    static final Tries NONE = new Tries(0, 0, 0);
    static final Tries FIRST = new Tries(1, 0, 0);

    Tries started() {
        return new Tries(number + 1, failed, lost);
    }

    Tries afterFailure() {
        return new Tries(number, failed + 1, lost);
    }

    Tries afterLoss() {
        return new Tries(number, failed, lost + 1);
    }

    Tries afresh() {
        return new Tries(number, 0, 0);
    }
}
