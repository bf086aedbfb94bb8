package io.talel.gateway.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.QueuedMail;
import io.talel.kernel.user.UserId;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailSenderTest {

    static final QueuedMail MAIL =
            new QueuedMail(UUID.randomUUID(), MailKind.PASSWORD_CHANGED, new UserId(7), 0, 0, Instant.EPOCH, 1, false);

    @Test
    void no_address_that_a_server_quotes_gets_into_the_log() {
        assertThat(MailSender.reason(new MessagingException("550 5.1.1 <ada@example.org>: unknown\r\nsecond line")))
                .isEqualTo("MessagingException: 550 5.1.1 ... unknown");
        assertThat(MailSender.reason(new MessagingException())).isEqualTo("MessagingException: null");
    }
}
