package dev.towpath.testkit.simulation;

import dev.towpath.spi.Owners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is alive, and the news of it: pokes and deaths arrive when the schedule says.
final class Harbor {
    private static final int SOON = 8;
    private static final int LATE = 300;

    /// A process as the others see it.
    private static final class Berth {
        final Owners.Owner owner;
        boolean alive = true;
        Owners.@Nullable Listener listener;

        Berth(Owners.Owner owner) {
            this.owner = owner;
        }
    }

    private final Map<String, Berth> berths = new TreeMap<>();
    private final Schedule schedule;
    private final Chance chance;

    Harbor(Schedule schedule, Chance chance) {
        this.schedule = schedule;
        this.chance = chance;
    }

    void enter(String id, boolean adopts) {
        var since = Instant.ofEpochMilli(schedule.clock());
        berths.put(id, new Berth(new Owners.Owner(id, berths.size() + 1L, "sim", "simulated", since, adopts)));
    }

    void listen(String id, Owners.Listener listener) {
        berth(id).listener = listener;
    }

    private Berth berth(String id) {
        var berth = berths.get(id);
        if (berth == null) throw new IllegalStateException("nobody is called " + id);
        return berth;
    }

    boolean isAlive(String id) {
        var berth = berths.get(id);
        return berth != null && berth.alive;
    }

    List<Owners.Owner> living() {
        return berths.values().stream()
                .filter(berth -> berth.alive)
                .map(berth -> berth.owner)
                .toList();
    }

    /// The others find out, each in its time.
    void dead(String id) {
        var gone = berth(id);
        if (!gone.alive) return;
        gone.alive = false;
        for (var other : List.copyOf(berths.values())) {
            if (!other.alive) continue;
            schedule.in(chance.below(SOON), () -> {
                var listener = other.listener;
                if (other.alive && listener != null) listener.died(id);
            });
        }
    }

    /// It learns that it was taken for dead, but not at once.
    void lost(String id) {
        schedule.in(chance.below(LATE), () -> {
            var listener = berth(id).listener;
            if (listener != null) listener.lost();
        });
    }

    void poke(String id, Fault.@Nullable Kind fault) {
        if (fault == Fault.Kind.POKE_LOST) return;
        var delay = fault == Fault.Kind.POKE_LATE ? LATE : SOON;
        schedule.in(chance.below(delay), () -> {
            var berth = berths.get(id);
            if (berth == null || !berth.alive) return;
            var listener = berth.listener;
            if (listener != null) listener.poked();
        });
    }

    /// The names of those who take runs of others.
    List<String> adopters() {
        var names = new ArrayList<String>();
        for (var berth : berths.values()) if (berth.alive && berth.owner.adopts()) names.add(berth.owner.id());
        return names;
    }
}
