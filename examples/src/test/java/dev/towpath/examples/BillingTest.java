package dev.towpath.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.FileRef;
import dev.towpath.Pipeline;
import dev.towpath.testkit.Fault;
import dev.towpath.testkit.Finding;
import dev.towpath.testkit.PipelineTest;
import dev.towpath.testkit.PipelineTesting;
import dev.towpath.testkit.Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How one tests a pipeline: first that it does its work, then what it does when something goes wrong.
@PipelineTesting
class BillingTest {
    private final Bank bank = Billing.BANK;

    private PipelineTest<Billing.Input, FileRef> test(Pipeline<Billing.Input, FileRef> pipeline, Testbed testbed) {
        bank.clear();
        var orders = testbed.file("orders.csv", "ann,500\nbob,700\ncat,300\n");
        return testbed.test(pipeline)
                .input(new Billing.Input(orders))
                .fresh(bank::clear)
                .observing(() -> bank.statement().stream().sorted().toList());
    }

    @Test
    void everybody_is_charged_and_told(Testbed testbed) throws Exception {
        var letter =
                test(Billing.careless(), testbed).run().assertExecutedOnce().output();

        assertThat(letter.readString()).isEqualTo("We have charged 3 orders, 1500 cents in all.\n");
        assertThat(bank.statement()).containsExactly("ann 500", "bob 700", "cat 300");
    }

    @Test
    void a_bank_that_does_not_answer_at_once_is_asked_again(Testbed testbed) {
        var result =
                test(Billing.careless(), testbed).failing("charge", 1, 2).run().assertSucceeded();

        result.step("charge").unit(1).assertAttempts(3).assertExecuted(1);
        assertThat(result.elapsed()).isGreaterThan(Duration.ofSeconds(2)); // virtual ones
    }

    @Test
    void a_search_finds_that_a_crash_charges_a_customer_twice(Testbed testbed) {
        var found = test(Billing.careless(), testbed).find().orElseThrow();

        assertThat(found.kind()).isEqualTo(Finding.Kind.NOT_IDEMPOTENT);
        assertThat(found.faults())
                .containsExactly(Fault.of(Fault.Kind.LOSES, "charge").ofUnit(0));
        assertThat(found.expected()).isEqualTo("[ann 500, bob 700, cat 300]");
        assertThat(found.was()).isEqualTo("[ann 500, ann 500, bob 700, cat 300]");
        assertThat(found.toString())
                .startsWith("charge@0 was executed twice: crash after charge@0, before its result was on disk."
                        + " Declare effect(AT_MOST_ONCE) or use attempt.idempotencyKey().")
                .contains(".losing(\"charge\", 0)");
    }

    @Test
    void a_key_repairs_it(Testbed testbed) {
        test(Billing.withKey(), testbed).search();
    }

    @Test
    void so_does_a_decision_by_somebody_who_looks_at_the_statement(Testbed testbed) {
        var test = test(Billing.atMostOnce(), testbed);
        test.search();

        var undecided = test.losing("charge", 1).run().assertUndecided("charge");
        assertThat(bank.statement()).containsExactly("ann 500", "bob 700");

        undecided
                .decideDone("charge", 1, new Billing.Order("bob", 700))
                .decideRetry("charge", 2)
                .assertSucceeded();
        assertThat(bank.statement()).containsExactly("ann 500", "bob 700", "cat 300");
    }

    @Test
    void the_readme_shows_what_is_found(Testbed testbed) throws IOException {
        var found = test(Billing.careless(), testbed).find().orElseThrow().toString();

        var shown = found.substring(0, found.indexOf("\n  found with"));
        assertThat(Path.of(System.getProperty("towpath.root"), "README.md"))
                .content()
                .contains(shown);
    }
}
