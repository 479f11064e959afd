package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.testkit.OwnersConformance;
import dev.towpath.testkit.OwnersConformance.Heard;
import org.junit.jupiter.api.Test;

final class SoloOwnersTest {
    @Test
    void it_is_alone_and_pokes_itself_until_it_is_closed() throws Exception {
        var me = OwnersConformance.owner("1-one", true);
        var solo = new SoloOwners(me);
        solo.poke("1-one");
        var heard = Heard.by(solo);
        assertThat(heard.next()).isEqualTo("poked");
        solo.pokeAdopters();
        assertThat(heard.next()).isEqualTo("poked");
        solo.poke("2-two");
        assertThat(solo.living()).containsExactly(me);
        assertThat(solo.isAlive("1-one")).isTrue();
        assertThat(solo.isAlive("2-two")).isFalse();

        solo.close();
        solo.pokeAdopters();

        assertThat(solo.isAlive("1-one")).isFalse();
        assertThat(solo.living()).isEmpty();
        assertThat(heard.rest()).isEmpty();
    }
}
