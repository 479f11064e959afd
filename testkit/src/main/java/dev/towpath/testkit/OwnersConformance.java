package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.spi.Owners;
import dev.towpath.spi.Owners.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every [Owners] must do, with several of them on one store in this process. Extend it for an implementation, and
/// add what only other processes can show: that one which is killed is found dead.
public abstract class OwnersConformance {
    private static final int MANY = 8;

    private final List<Owners> joined = new ArrayList<>();

    /// For subclasses.
    protected OwnersConformance() {}

    /// Becomes an owner of the store of this test, which has none when the test begins.
    protected abstract Owners join(Owner me) throws Exception;

    @AfterEach
    void all_are_closed() {
        joined.forEach(Owners::close);
    }

    /// An owner as tests make it.
    public static Owner owner(String id, boolean adopts) {
        return new Owner(id, 77, "host", "towpath run Cats.java – 猫", Instant.parse("2026-11-20T12:00:00Z"), adopts);
    }

    private Owners join(String id) throws Exception {
        var owners = join(owner(id, false));
        joined.add(owners);
        return owners;
    }

    /// What an owner was told, in order.
    public static final class Heard implements Owners.Listener {
        private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

        /// Listens to this owner.
        public static Heard by(Owners owners) {
            var heard = new Heard();
            owners.listen(heard);
            return heard;
        }

        @Override
        public void poked() {
            events.add("poked");
        }

        @Override
        public void died(String owner) {
            events.add("died " + owner);
        }

        @Override
        public void lost() {
            events.add("lost");
        }

        /// Waits for the next event.
        public String next() throws InterruptedException {
            var event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) throw new AssertionError("nothing was told within a minute");
            return event;
        }

        /// Waits for an event and all that are told before it.
        public List<String> until(String wanted) throws InterruptedException {
            var all = new ArrayList<String>();
            do all.add(next());
            while (!all.getLast().equals(wanted));
            return all;
        }

        /// What was told and not asked for.
        public List<String> rest() {
            return List.copyOf(events);
        }
    }

    @Test
    void an_owner_is_alive_under_its_own_name_until_it_closes() throws Exception {
        var one = join("1-one");

        assertThat(one.me()).isEqualTo("1-one");
        assertThat(one.isAlive("1-one")).isTrue();
        assertThat(one.living()).containsExactly(owner("1-one", false));

        one.close();

        assertThat(one.isAlive("1-one")).isFalse();
    }

    @Test
    void all_that_are_alive_see_each_other_by_name() throws Exception {
        var two = join("2-two");
        var one = join("1-one");

        for (var owners : List.of(one, two)) {
            assertThat(owners.living()).containsExactly(owner("1-one", false), owner("2-two", false));
            assertThat(owners.isAlive("1-one")).isTrue();
            assertThat(owners.isAlive("2-two")).isTrue();
        }
    }

    @Test
    void names_of_nobody_are_dead() throws Exception {
        var one = join("1-one");

        for (var name :
                List.of("", "1", "1-on", "1-one ", "process 7", "../owners/1-one", "/", "%", "1-one.lock", "\0"))
            assertThat(one.isAlive(name)).as("'%s'", name).isFalse();
    }

    @Test
    void who_closes_is_told_dead_once_to_those_before_and_after_it() throws Exception {
        var before = join("1-before");
        var closing = join("2-closing");
        var after = join("3-after");
        var heardBefore = Heard.by(before);
        var heardAfter = Heard.by(after);

        closing.close();

        assertThat(heardBefore.next()).isEqualTo("died 2-closing");
        assertThat(heardAfter.next()).isEqualTo("died 2-closing");
        for (var owners : List.of(before, after)) {
            assertThat(owners.isAlive("2-closing")).isFalse();
            assertThat(owners.living()).hasSize(2);
        }
        before.close();
        assertThat(heardAfter.next()).isEqualTo("died 1-before");
        assertThat(heardAfter.rest()).isEmpty();
    }

    @Test
    void who_is_told_dead_is_not_alive_any_more_when_that_is_told() throws Exception {
        for (var i = 0; i < 20; i++) {
            var one = join("1-one-" + i);
            var two = join("2-two-" + i);
            var heard = new LinkedBlockingQueue<Boolean>();
            one.listen(new Owners.Listener() {
                @Override
                public void poked() {}

                @Override
                public void died(String owner) {
                    heard.add(one.isAlive(owner));
                }

                @Override
                public void lost() {}
            });
            two.close();
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isFalse();
            one.close();
        }
    }

    @Test
    void a_poke_reaches_the_one_it_is_for_from_either_side_and_from_itself() throws Exception {
        var one = join("1-one");
        var two = join("2-two");
        var heardOne = Heard.by(one);
        var heardTwo = Heard.by(two);

        one.poke("2-two");
        assertThat(heardTwo.next()).isEqualTo("poked");
        two.poke("1-one");
        assertThat(heardOne.next()).isEqualTo("poked");
        two.poke("2-two");
        assertThat(heardTwo.next()).isEqualTo("poked");
        assertThat(heardOne.rest()).isEmpty();
    }

    @Test
    void a_poke_for_one_that_is_dead_does_nothing() throws Exception {
        var one = join("1-one");
        join("2-two").close();

        one.poke("2-two");
        one.poke("nobody");

        assertThat(Heard.by(one).until("died 2-two")).doesNotContain("poked");
    }

    @Test
    void only_those_that_adopt_are_told_that_there_is_a_run_to_take() throws Exception {
        var one = join("1-one");
        var adopter = join(owner("2-adopter", true));
        joined.add(adopter);
        var other = join("3-other");
        var heardOther = Heard.by(other);
        var heardAdopter = Heard.by(adopter);

        one.pokeAdopters();
        assertThat(heardAdopter.next()).isEqualTo("poked");
        adopter.pokeAdopters();
        assertThat(heardAdopter.next()).isEqualTo("poked");
        one.close();
        adopter.close();

        assertThat(List.of(heardOther.next(), heardOther.next()))
                .containsExactlyInAnyOrder("died 1-one", "died 2-adopter");
    }

    @Test
    void what_happened_before_somebody_listens_is_told_then() throws Exception {
        var one = join("1-one");
        var two = join("2-two");
        var heardTwo = Heard.by(two);
        one.poke("1-one");
        join("3-three").close();
        assertThat(heardTwo.next()).isEqualTo("died 3-three");

        assertThat(Heard.by(one).until("died 3-three")).contains("poked");
    }

    @Test
    void one_listens_and_not_two() throws Exception {
        var one = join("1-one");
        Heard.by(one);

        assertThatThrownBy(() -> Heard.by(one)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_hear_of_the_end_of_each() throws Exception {
        var all = new ArrayList<Owners>();
        var heard = new ArrayList<Heard>();
        for (var i = 0; i < MANY; i++) {
            all.add(join("owner-" + i));
            heard.add(Heard.by(all.getLast()));
        }
        for (var i = 0; i < MANY; i++) {
            all.get(i).close();
            for (var later = i + 1; later < MANY; later++)
                assertThat(heard.get(later).next()).isEqualTo("died owner-" + i);
        }
        assertThat(heard).allSatisfy(one -> assertThat(one.rest()).isEmpty());
    }

    @Test
    void thousands_of_pokes_do_not_stop_who_sends_them() throws Exception {
        var one = join("1-one");
        var two = join("2-two");
        for (var i = 0; i < 10_000; i++) one.poke("2-two");

        assertThat(Heard.by(two).next()).isEqualTo("poked");
    }

    @Test
    void it_may_be_closed_twice_and_hears_nothing_afterwards() throws Exception {
        var one = join("1-one");
        var two = join("2-two");
        var heard = Heard.by(one);
        one.close();
        one.close();
        two.poke("1-one");
        one.poke("1-one");
        two.close();

        assertThat(heard.rest()).isEmpty();
    }
}
