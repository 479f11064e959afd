package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThisProcessTest {
    @ParameterizedTest
    @CsvSource({
        "run A.java --store postgresql://ann:s3cret@db/runs, run A.java --store postgresql://…@db/runs",
        "run A.java --store postgresql://ann@db/runs -q, run A.java --store postgresql://…@db/runs -q",
        "run A.java --store postgresql://db/runs, run A.java --store postgresql://db/runs",
        "run pipelines/ann@work/A.java, run pipelines/ann@work/A.java",
        "run A.java --store postgresql://ann:a@b@db/runs, run A.java --store postgresql://…@db/runs",
    })
    void what_others_read_of_a_command_has_no_password(String command, String shown) {
        assertThat(ThisProcess.withoutSecrets(command)).isEqualTo(shown);
    }
}
