package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.BusinessError;
import dev.towpath.Failure;
import dev.towpath.Retry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryingTest {
    private static final Failure FAILURE = Failure.of("step-failed", "it broke", "Mend it.");

    private static boolean again(Retry retry, Message.Kind kind, int failed, Class<?>... errors) {
        var names = List.of(errors).stream().map(Class::getName).toList();
        return Retrying.again(retry, new Message.Cause(kind, names, FAILURE, 0), failed);
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION, 1, true",
        "APPLICATION, 3, true",
        "APPLICATION, 4, false",
        "PROGRAMMING, 1, false",
        "BUSINESS,    1, false",
    })
    void four_tries_for_application_errors_are_the_default(Message.Kind kind, int failed, boolean again) {
        assertThat(again(Retry.DEFAULT, kind, failed, IOException.class, Exception.class))
                .isEqualTo(again);
    }

    @Test
    void named_classes_and_their_subclasses_alone_are_tried_again() {
        var retry = Retry.times(3).on(IOException.class);

        assertThat(again(retry, Message.Kind.APPLICATION, 1, FileNotFoundException.class, IOException.class))
                .isTrue();
        assertThat(again(retry, Message.Kind.APPLICATION, 1, UncheckedIOException.class, RuntimeException.class))
                .isFalse();
    }

    @Test
    void a_programming_error_is_tried_again_if_it_is_named() {
        var retry = Retry.times(3).on(NullPointerException.class);

        assertThat(again(retry, Message.Kind.PROGRAMMING, 1, NullPointerException.class, RuntimeException.class))
                .isTrue();
        assertThat(again(retry, Message.Kind.PROGRAMMING, 1, ClassCastException.class, RuntimeException.class))
                .isFalse();
    }

    @Test
    void what_must_not_be_tried_again_is_stronger_than_what_may() {
        var retry = Retry.times(3).on(Exception.class).notOn(IOException.class);

        assertThat(again(retry, Message.Kind.APPLICATION, 1, IOException.class, Exception.class))
                .isFalse();
        assertThat(again(retry, Message.Kind.APPLICATION, 1, InterruptedException.class, Exception.class))
                .isTrue();
    }

    @Test
    void a_business_error_is_never_tried_again_even_if_it_is_named() {
        var retry = Retry.times(3).on(BusinessError.class);

        assertThat(again(retry, Message.Kind.BUSINESS, 1, BusinessError.class, RuntimeException.class))
                .isFalse();
    }

    @Test
    void delays_double_within_a_fifth_and_never_pass_the_longest() {
        var retry = Retry.times(20).backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        var seed = 42L;
        var random = new Random(seed);
        for (var failed = 1; failed < 20; failed++) {
            var planned = Math.min(60_000, 1000.0 * Math.pow(2, failed - 1));
            for (var i = 0; i < 100; i++)
                assertThat(Retrying.delay(retry, failed, random.nextDouble()))
                        .as("seed %d, after %d failures", seed, failed)
                        .isBetween(Math.round(planned * 0.8), Math.min(60_000, Math.round(planned * 1.2)));
        }
    }

    @Test
    void no_delay_stays_no_delay() {
        var retry = Retry.times(3).backoff(Duration.ZERO, Duration.ZERO);

        assertThat(Retrying.delay(retry, 2, 0.9)).isZero();
    }
}
