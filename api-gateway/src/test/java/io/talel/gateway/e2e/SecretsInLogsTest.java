package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsInLogsTest {

    @ParameterizedTest
    @CsvSource({
        "access token, Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl",
        "token of a cookie or a link, cookie refresh_token=x",
        "token of a cookie or a link, GET /v1/accounts/reset/x",
        "e-mail, registered ada@example.org",
        "password, refused: correct horse"
    })
    void a_secret_is_found_with_its_line(String secret, String line) {
        assertThat(SecretsInLogs.in("before\n" + line + "\nafter")).containsExactly(secret + ": " + line);
    }

    @Test
    void what_is_told_of_users_is_none() {
        assertThat(SecretsInLogs.in("event=logged_in user=user-7 network=192.0.2.0/24"))
                .isEmpty();
    }
}
