package io.talel.gateway.web.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.kernel.InvalidValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @Test
    void an_instant_has_an_offset() {
        assertThat(Instants.of("at", "2026-03-01T09:30:00.5+02:00")).isEqualTo(Instant.parse("2026-03-01T07:30:00.5Z"));
        assertThat(Instants.of("at", "0000-01-01T00:00:00Z")).isEqualTo(Instant.parse("0000-01-01T00:00:00Z"));
        assertThat(Instants.of("at", "9999-12-31T23:59:59Z")).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void a_leap_second_is_the_second_after_it() {
        for (String text : List.of("2016-12-31T23:59:60Z", "2016-12-31t15:59:60-08:00", "2017-01-01T05:29:60+05:30")) {
            assertThat(Instants.of("at", text)).isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
        }
        assertThat(Instants.of("at", "2016-12-31T23:59:60.5Z")).isEqualTo(Instant.parse("2017-01-01T00:00:00.5Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-03-01",
                "2026-03-01T09:30:00",
                "-0001-12-31T23:59:59Z",
                "-4713-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "0000-01-01T00:00:00+00:01",
                "+10000-01-01T00:00:00Z",
                "+12026-03-01T09:30:00Z",
                "9999-12-31T23:59:59-00:01",
                "9999-12-31T23:59:60Z",
                "2016-12-31T23:59:61Z",
                "2016-12-31T23:58:60Z"
            })
    void everything_else_is_refused(String text) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Instants.of("at", text));
    }
}
