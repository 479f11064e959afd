package dev.towpath.spi;

/// A new run's idempotency key belongs to another run already; nothing of the commit was written.
public final class KeyTaken extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /// @param key the key that is taken
    public KeyTaken(String key) {
        super("key-taken", "the idempotency key '" + key + "' belongs to another run", null, "Ask for that run.", null);
        this.key = key;
    }

    /// The key that is taken.
    public String key() {
        return key;
    }
}
