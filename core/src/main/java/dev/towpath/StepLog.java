package dev.towpath;

/// The messages of one attempt. Each call is one line of the step's log.
public interface StepLog {
    /// How much a message matters.
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /// Writes one message. Line ends within it are kept.
    void log(Level level, String message);

    /// What people looking for a fault want to know.
    default void debug(String message) {
        log(Level.DEBUG, message);
    }

    /// What happens as expected.
    default void info(String message) {
        log(Level.INFO, message);
    }

    /// What is odd but does not stop the work.
    default void warn(String message) {
        log(Level.WARN, message);
    }

    /// What went wrong.
    default void error(String message) {
        log(Level.ERROR, message);
    }
}
