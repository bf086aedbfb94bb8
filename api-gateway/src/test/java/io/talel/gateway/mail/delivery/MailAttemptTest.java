package io.talel.gateway.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.mail.smtp.DeliveryUncertain;
import io.talel.gateway.mail.smtp.SmtpStub;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MailAttemptTest {

    @Test
    void a_wait_for_the_answer_to_a_mail_that_is_broken_off_leaves_it_open_whether_it_was_taken() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        MailAttempt attempt = new MailAttempt(MailSenderTest.MAIL);
        MimeMail mail = new MimeMail(
                UUID.randomUUID(),
                Date.from(Instant.EPOCH),
                new InternetAddress("mail@example.org"),
                new InternetAddress("ada@example.org"),
                MailText.passwordChanged());
        try (SmtpStub server = new SmtpStub(Map.of(".", SmtpStub.SILENCE))) {
            Thread sender = Thread.ofVirtual().start(() -> {
                assertThatThrownBy(() ->
                                attempt.post(handingOver -> server.transport().post("mail", mail, handingOver)))
                        .isInstanceOf(DeliveryUncertain.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                done.set(true);
            });
            await().until(() -> server.mails().size() == 1);
            attempt.breakOff();
            sender.join();
        }
        assertThat(done).isTrue();
    }
}
