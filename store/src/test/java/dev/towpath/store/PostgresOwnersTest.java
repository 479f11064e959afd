package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.Owners;
import dev.towpath.spi.Owners.Owner;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.OwnersConformance;
import dev.towpath.testkit.OwnersConformance.Heard;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnPostgres
final class PostgresOwnersTest {
    private static final Lease SHORT = Lease.ending(Duration.ofMillis(1_500));

    private TestDatabase database;

    @BeforeEach
    void a_store_that_nobody_owns() {
        database = TestDatabase.create();
        PostgresJournal.open(database.url()).close();
    }

    @AfterEach
    void it_goes() throws Exception {
        database.close();
    }

    @Nested
    class Rules extends OwnersConformance {
        @Override
        protected Owners join(Owner me) {
            return PostgresOwners.join(database.url(), me, Lease.USUAL);
        }
    }

    private PostgresOwners join(String id, PostgresUrl url) {
        return PostgresOwners.join(url, OwnersConformance.owner(id, false), SHORT);
    }

    @Test
    void one_that_can_not_reach_the_server_gives_up_before_the_others_take_it_for_dead() throws Exception {
        try (var wire = new Wire(database.port());
                var stopped = join("stopped", database.through(wire.port()));
                var other = join("other", database.url())) {
            var heardStopped = Heard.by(stopped);
            var heardOther = Heard.by(other);

            wire.freeze();

            assertThat(heardStopped.next()).isEqualTo("lost");
            assertThat(other.isAlive("stopped")).isTrue();
            assertThat(heardOther.next()).isEqualTo("died stopped");
            assertThat(other.isAlive("stopped")).isFalse();
        }
    }

    @Test
    void one_that_was_taken_for_dead_stays_dead_when_it_reaches_the_server_again() throws Exception {
        try (var wire = new Wire(database.port());
                var stopped = join("stopped", database.through(wire.port()));
                var other = join("other", database.url())) {
            var heardOther = Heard.by(other);
            wire.freeze();
            assertThat(heardOther.next()).isEqualTo("died stopped");

            wire.thaw();

            assertThat(stopped.isAlive("stopped")).isFalse();
            assertThat(other.living()).extracting(Owner::id).containsExactly("other");
            assertThat(catchThrowableOfType(StoreException.class, () -> join("other", database.url())))
                    .as("a name that is in use")
                    .isNotNull();
        }
    }

    @Test
    void one_whose_row_was_deleted_hears_that_it_is_lost() throws Exception {
        try (var one = join("one", database.url())) {
            var heard = Heard.by(one);

            database.execute("DELETE FROM owner");

            assertThat(heard.until("lost")).endsWith("lost");
            assertThat(one.isAlive("one")).isFalse();
        }
    }

    @Test
    void one_that_lives_renews_for_longer_than_a_lease() throws Exception {
        try (var one = join("one", database.url());
                var short1 = join("short", database.url())) {
            var heard = Heard.by(one);
            // Two leases of another, one after the other, are the measure of time here.
            for (var name : new String[] {"first", "second"}) {
                database.execute("INSERT INTO owner VALUES ('" + name
                        + "', 1, '', '', 0, false, clock_timestamp() + interval '1500 milliseconds')");
                while (one.isAlive(name)) Thread.onSpinWait();
            }

            assertThat(one.living()).extracting(Owner::id).containsExactly("one", "short");
            assertThat(heard.rest()).isEmpty();
            assertThat(short1.isAlive("one")).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // an end in the middle is what is tested
    void after_its_connections_were_cut_it_hears_of_those_that_died_meanwhile() throws Exception {
        try (var wire = new Wire(database.port());
                var one = PostgresOwners.join(
                        database.through(wire.port()), OwnersConformance.owner("one", false), Lease.USUAL);
                var other = join("other", database.url())) {
            var heard = Heard.by(one);
            other.poke("one");
            assertThat(heard.next()).isEqualTo("poked");

            wire.cut();
            other.close();
            wire.heal();

            assertThat(heard.until("died other")).doesNotContain("lost");
            assertThat(one.isAlive("one")).isTrue();
        }
    }

    @Test
    void a_restart_of_the_server_kills_no_owner() throws Exception {
        try (var one = join("one", database.url());
                var two = join("two", database.url())) {
            var heard = Heard.by(two);

            assertThat(database.cutConnections()).isGreaterThanOrEqualTo(2);
            // It was told something because it might have missed it.
            assertThat(heard.next()).isEqualTo("poked");
            one.poke("two");

            assertThat(heard.next()).isEqualTo("poked");
            assertThat(two.isAlive("one")).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // an end in the middle is what is tested
    void stores_in_one_database_have_their_own_owners() throws Exception {
        try (var second = TestDatabase.create()) {
            PostgresJournal.open(second.url()).close();
            try (var here = join("same", database.url());
                    var there = join("same", second.url())) {
                var heard = Heard.by(here);
                there.close();
                here.poke("same");

                assertThat(heard.next()).isEqualTo("poked");
                assertThat(here.isAlive("same")).isTrue();
                assertThat(PostgresOwners.living(second.url())).isEmpty();
                assertThat(PostgresOwners.living(database.url())).hasSize(1);
            }
        }
    }

    @Test
    void a_lease_ends_after_it_is_in_doubt_and_that_after_it_is_renewed() {
        var second = Duration.ofSeconds(1);
        assertThat(Lease.ending(Duration.ofSeconds(60))).isEqualTo(Lease.USUAL);
        assertThatThrownBy(() -> new Lease(second, second, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lease(Duration.ZERO, second, second.multipliedBy(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
