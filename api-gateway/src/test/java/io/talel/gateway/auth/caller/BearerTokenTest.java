package io.talel.gateway.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x.y.z", "bearer x.y.z"})
    void the_token_follows_the_scheme(String header) {
        assertThat(BearerToken.in(header)).isEqualTo("x.y.z");
    }

    @Test
    void without_a_header_there_is_none() {
        refuses(null, "No authorization header provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer  x.y.z", "x.y.z"})
    void a_scheme_alone_or_two_blanks_hold_no_token(String header) {
        refuses(header, "No authorization token provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer x.y.z x.y.z", "Bearer x.y.z "})
    void anything_else_is_not_understood(String header) {
        refuses(header, "Authorization is not of the form 'Bearer <token>'");
    }

    private static void refuses(String header, String message) {
        assertThatThrownBy(() -> BearerToken.in(header))
                .hasMessage(message)
                .extracting(e -> ((HttpRefusal) e).status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }
}
