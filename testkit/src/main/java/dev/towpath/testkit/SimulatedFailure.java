package dev.towpath.testkit;

import java.io.IOException;

/// What an attempt throws that fails by the will of a test.
final class SimulatedFailure extends IOException {
    private static final long serialVersionUID = 1L;

    SimulatedFailure(String step) {
        super("the test lets '" + step + "' fail");
        setStackTrace(new StackTraceElement[0]); // it is not the fault of a line
    }
}
