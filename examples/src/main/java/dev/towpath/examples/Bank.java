package dev.towpath.examples;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Stands in for a payment service: it charges whenever it is asked to, unless it has seen the key of the request.
public final class Bank {
    // guarded by this
    private final List<String> statement = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /// Charges a customer, again each time.
    public synchronized void charge(String customer, int cents) {
        statement.add(customer + " " + cents);
    }

    /// Charges a customer once for each key.
    public synchronized void charge(String key, String customer, int cents) {
        if (keys.add(key)) charge(customer, cents);
    }

    /// What has been charged so far, the oldest first.
    public synchronized List<String> statement() {
        return List.copyOf(statement);
    }

    /// Forgets everything.
    public synchronized void clear() {
        statement.clear();
        keys.clear();
    }
}
