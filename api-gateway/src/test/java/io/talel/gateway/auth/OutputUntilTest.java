package io.talel.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutputUntilTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void what_comes_in_time_is_written_and_what_comes_later_is_not() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputUntil until = new OutputUntil(out, clock.instant().plusSeconds(60), clock)) {
            until.write(new byte[] {1, 2, 3});
            clock.advance(Duration.ofSeconds(59));
            until.write(4);
            clock.advance(Duration.ofSeconds(1));

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> until.write(5));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> until.write(new byte[] {6}));
        }
        assertThat(out.toByteArray()).containsExactly(1, 2, 3, 4);
    }
}
