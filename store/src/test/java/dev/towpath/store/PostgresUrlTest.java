package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.StoreException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgresql://ann@db.example:5433/runs               | ann     | jdbc:postgresql://db.example:5433/runs  | towpath
        postgresql://db/runs                                | bob     | jdbc:postgresql://db:5432/runs          | towpath
        postgres://ann:x@db/runs?schema=team%20a            | ann     | jdbc:postgresql://db:5432/runs          | team a
        jdbc:postgresql://ann@db/runs?sslmode=require       | ann     | jdbc:postgresql://db:5432/runs          | towpath
        postgresql:///runs                                  | bob     | jdbc:postgresql://localhost:5432/runs   | towpath
        postgresql://a%40b:x@[::1]:7/my%20runs?schema=s     | a@b     | jdbc:postgresql://[::1]:7/my%20runs     | s
        """)
    void a_url_says_where_and_who(String text, String user, String jdbc, String schema) {
        var url = PostgresUrl.parse(text, Map.of("PGUSER", "bob"));

        assertThat(PostgresUrl.isOne(text)).isTrue();
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.jdbc()).isEqualTo(jdbc);
        assertThat(url.schema()).isEqualTo(schema);
        assertThat(PostgresUrl.parse(url.toString(), Map.of())).hasToString(url.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql.db", "runs", "C:\\postgres", "./postgres", "mysql://host/db"})
    void a_folder_is_no_url(String text) {
        assertThat(PostgresUrl.isOne(text)).isFalse();
    }

    @Test
    void the_password_of_the_url_comes_before_our_variable_and_that_before_the_common_one() {
        var both = Map.of("TOWPATH_STORE_PASSWORD", "ours", "PGPASSWORD", "common");

        assertThat(password("postgresql://a:p%3Aq@h/d", both)).isEqualTo("p:q");
        assertThat(password("postgresql://a@h/d", both)).isEqualTo("ours");
        assertThat(password("postgresql://a@h/d", Map.of("PGPASSWORD", "common")))
                .isEqualTo("common");
        assertThat(password("postgresql://a@h/d", Map.of())).isNull();
    }

    private static String password(String text, Map<String, String> env) {
        return PostgresUrl.parse(text, env).properties().getProperty("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:hunter2@db",
                "postgresql://ann:hunter2@db/",
                "postgresql://ann:hunter2@db:x/runs",
                "postgresql://ann:hun ter2@db/runs",
                "postgresql://ann:hunter2@da/ta@base^|",
                "postgresql://ann:hunter%zz2@db/runs",
                "postgresql://ann@db/runs?password=hunter2",
                "postgresql://ann:hunter2@db/runs?sslmode=hunter2",
                "postgresql://ann:hunter2@db/runs?schema=",
                "postgresql://ann:hunter2@db/runs?lease=hunter2",
                "postgresql://ann:hunter2@db/runs?lease=0s",
                "postgresql:hunter2@runs",
                "jdbc:postgresql://ann:hunter2@db"
            })
    void a_wrong_one_is_refused_without_showing_the_password(String text) {
        var refused = catchThrowableOfType(StoreException.class, () -> PostgresUrl.parse(text, Map.of()));

        assertThat(refused.code()).isEqualTo("store-url");
        assertThat(refused.hint()).contains("postgresql://user@host:5432/database");
        for (Throwable e = refused; e != null; e = e.getCause())
            assertThat(e.toString()).doesNotContain("hunter2").doesNotContain("ter2");
    }

    @Test
    void it_may_say_how_long_a_lease_is() {
        assertThat(PostgresUrl.parse("postgresql://h/d", Map.of()).lease()).isEqualTo(Lease.USUAL);
        assertThat(PostgresUrl.parse("postgresql://h/d?lease=6s", Map.of()).lease())
                .isEqualTo(Lease.ending(Duration.ofSeconds(6)));
    }

    @Test
    void its_text_has_no_password() {
        assertThat(PostgresUrl.parse("postgresql://a:hunter2@h/d?schema=s&sslmode=require&lease=5s", Map.of()))
                .hasToString("postgresql://a@h:5432/d?schema=s&sslmode=require&lease=5s");
    }
}
