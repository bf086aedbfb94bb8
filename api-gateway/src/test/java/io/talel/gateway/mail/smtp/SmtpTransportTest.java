package io.talel.gateway.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a mail server, and their meaning for the mail. */
class SmtpTransportTest {

    private final AtomicInteger handedOver = new AtomicInteger();

    @Test
    void a_mail_that_was_taken_is_sent_however_the_connection_ends() throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of("QUIT", SmtpStub.HANG_UP))) {
            post(server);
            assertThat(server.mails()).singleElement().asString().contains("To: ada@example.org");
        }
        assertThat(handedOver).hasValue(1);
    }

    @Test
    void a_connection_that_ends_before_the_answer_to_the_mail_leaves_it_open_whether_it_was_taken() throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of(".", SmtpStub.HANG_UP))) {
            assertThatThrownBy(() -> post(server)).isInstanceOf(DeliveryUncertain.class);
            assertThat(server.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 4.3.0 try again later", "554 5.7.1 looks like spam"})
    void a_mail_that_was_refused_after_it_was_handed_over_was_not_taken(String answer) throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of(".", answer))) {
            assertThatThrownBy(() -> post(server))
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(DeliveryUncertain.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void nothing_was_taken_before_it_was_handed_over(String command) throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of(command, SmtpStub.HANG_UP, "HELO", SmtpStub.HANG_UP))) {
            assertThatThrownBy(() -> post(server))
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(DeliveryUncertain.class);
        }
        assertThat(handedOver).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <ada@example.org>: no such user",
                "553-5.1.2 no such\r\n553 5.1.2 domain",
                "550 5.1.10 takes no mail"
            })
    void a_recipient_is_unknown_if_the_server_says_so(String answer) throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of("RCPT", answer))) {
            assertThatThrownBy(() -> post(server)).isInstanceOf(UnknownRecipient.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 relay not permitted",
                "550 5.7.1 relay access denied",
                "530 5.7.0 authentication required",
                "550 5.1.8 sender's domain does not exist",
                "550 5.1.0 sender rejected",
                "552 5.2.2 mailbox full",
                "450 4.1.1 not now"
            })
    void every_other_refusal_may_be_about_us_or_pass(String answer) throws Exception {
        try (SmtpStub server = new SmtpStub(Map.of("RCPT", answer))) {
            assertThatThrownBy(() -> post(server))
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(UnknownRecipient.class);
        }
    }

    private void post(SmtpStub server) throws MessagingException, IOException {
        server.transport().post("mail", mail(), handedOver::incrementAndGet);
    }

    private static MimeMessage mail() throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress("mail@example.org"));
        mail.setRecipient(RecipientType.TO, new InternetAddress("ada@example.org"));
        mail.setText("Hello");
        return mail;
    }
}
