package dev.towpath.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private static final RunId RUN = new RunId("r-00000000000000000000000001");

    private static Mail.Cancel mail() {
        return new Mail.Cancel(RUN, "no", new CompletableFuture<>());
    }

    @Test
    void what_was_sent_is_taken_in_order_and_once() throws Exception {
        var mailbox = new Mailbox(10);
        var one = mail();
        var two = mail();
        mailbox.put(one);
        mailbox.put(two);

        assertThat(mailbox.take(0, false)).containsExactly(one, two);
        assertThat(mailbox.take(0, false)).isEmpty();
    }

    @Test
    void who_sends_too_much_waits_deaf_to_interrupts_until_there_is_room() throws Exception {
        var mailbox = new Mailbox(2);
        var sent = new ArrayList<Mail>(List.of(mail(), mail(), mail()));
        var sender = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            sent.forEach(mailbox::put);
        });

        var taken = new ArrayList<Mail>();
        while (taken.size() < 3) taken.addAll(mailbox.take(1000, false));
        sender.join();

        assertThat(taken).isEqualTo(sent);
    }

    @Test
    void after_the_end_senders_are_told_why() {
        var mailbox = new Mailbox(1);
        var waiting = mail();
        mailbox.put(waiting);

        mailbox.close(new IllegalStateException("closed"));
        var late = mail();
        mailbox.put(late);

        for (var refused : List.of(waiting, late))
            assertThatThrownBy(refused.answer()::join).hasRootCauseMessage("closed");
        assertThat(mailbox.isOpen()).isFalse();
    }

    @Test
    void news_that_the_loop_has_asked_for_come_first_and_can_be_taken_alone() throws Exception {
        var mailbox = new Mailbox(10);
        var wish = mail();
        mailbox.put(wish);
        mailbox.putAtOnce(new Mail.Written(1));

        assertThat(mailbox.take(0, true)).containsExactly(new Mail.Written(1));
        assertThat(mailbox.take(0, true)).isEmpty();
        mailbox.putAtOnce(new Mail.Written(2));
        assertThat(mailbox.take(0, false)).containsExactly(new Mail.Written(2), wish);
    }
}
