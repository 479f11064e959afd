package dev.towpath.examples;

import dev.towpath.Attempt;
import dev.towpath.BusinessError;
import dev.towpath.Effect;
import dev.towpath.FileRef;
import dev.towpath.Pipeline;
import dev.towpath.Retry;
import dev.towpath.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// Charges customers for their orders and writes a letter about it, three times: as one writes it first, with a fault
/// that no ordinary test shows; and with either of its remedies. See `BillingTest` for how the fault is found.
public final class Billing {
    @Shared("stands in for a service outside: it is not part of the run")
    static final Bank BANK = new Bank();

    /// What has been ordered.
    ///
    /// @param orders a text file, one order a line: `customer,cents`
    public record Input(FileRef orders) {}

    /// One line of it.
    public record Order(String customer, int cents) {}

    private Billing() {}

    /// Charges twice when a process dies between the charge and the moment when its result is on disk.
    public static Pipeline<Input, FileRef> careless() {
        return Pipeline.define("billing", Input.class, (p, in) -> {
            var orders = p.step("read", Billing::read, in.get(Input::orders));
            var charged = p.each("charge", Billing::charge, orders).retry(Retry.times(3));
            return p.step("letter", Billing::letter, charged, p.attempt());
        });
    }

    /// The bank tells a repeated request by its key.
    public static Pipeline<Input, FileRef> withKey() {
        return Pipeline.define("billing", Input.class, (p, in) -> {
            var orders = p.step("read", Billing::read, in.get(Input::orders));
            var charged = p.each("charge", Billing::chargeByKey, orders, p.attempt())
                    .retry(Retry.times(3))
                    .effect(Effect.IDEMPOTENT);
            return p.step("letter", Billing::letter, charged, p.attempt());
        });
    }

    /// Nothing is charged again before somebody has looked at the bank's statement.
    public static Pipeline<Input, FileRef> atMostOnce() {
        return Pipeline.define("billing", Input.class, (p, in) -> {
            var orders = p.step("read", Billing::read, in.get(Input::orders));
            var charged = p.each("charge", Billing::charge, orders).effect(Effect.AT_MOST_ONCE);
            return p.step("letter", Billing::letter, charged, p.attempt());
        });
    }

    // ---- steps ----------------------------------------------------------------------------------------------------

    static List<Order> read(FileRef orders) throws IOException {
        return orders.readString().lines().map(Billing::order).toList();
    }

    private static Order order(String line) {
        var parts = line.split(",");
        if (parts.length != 2) throw new BusinessError("not an order: '" + line + "'");
        return new Order(parts[0].strip(), Integer.parseInt(parts[1].strip()));
    }

    static Order charge(Order order) {
        BANK.charge(order.customer(), order.cents());
        return order;
    }

    static Order chargeByKey(Order order, Attempt attempt) {
        BANK.charge(attempt.idempotencyKey(), order.customer(), order.cents());
        return order;
    }

    static FileRef letter(List<Order> charged, Attempt attempt) throws IOException {
        var total = charged.stream().mapToInt(Order::cents).sum();
        var letter = attempt.newFile("letter.txt");
        Files.writeString(
                letter.path(), "We have charged " + charged.size() + " orders, " + total + " cents in all.\n");
        return letter;
    }
}
