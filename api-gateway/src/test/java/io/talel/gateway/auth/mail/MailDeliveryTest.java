package io.talel.gateway.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailDeliveryTest {

    @Test
    void pauses_double_from_five_seconds_to_half_an_hour() {
        assertThat(IntStream.of(1, 2, 3, 4, 9, 10, 11, 1000).mapToObj(MailDelivery::pause))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(1280),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30));
    }

    @Test
    void no_address_that_a_server_quotes_gets_into_the_log() {
        assertThat(MailDelivery.reason(new MessagingException("550 5.1.1 <ada@example.org>: unknown\r\nsecond line")))
                .isEqualTo("MessagingException: 550 5.1.1 ... unknown");
        assertThat(MailDelivery.reason(new MessagingException())).isEqualTo("MessagingException: null");
    }
}
