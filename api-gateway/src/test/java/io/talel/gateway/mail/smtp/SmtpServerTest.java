package io.talel.gateway.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talel.kernel.configuration.EnvironmentVariables;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @Test
    void a_host_without_a_port_is_asked_on_that_of_submission() {
        assertThat(SmtpServer.parse("smtp.example.org")).isEqualTo(new SmtpServer("smtp.example.org", 587));
        assertThat(SmtpServer.parse("smtp.example.org:2525")).isEqualTo(new SmtpServer("smtp.example.org", 2525));
        assertThat(SmtpServer.parse("[::1]:25").port()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"smtp.example.org:", "smtp.example.org:0", "smtp.example.org:70000", "a b", ":25", "::1", "a:b"})
    void what_is_neither_is_refused(String text) {
        assertThatThrownBy(() -> SmtpServer.parse(text))
                .hasMessageContaining("EMAIL_SERVER must be a host or host:port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"smtp", "smtp.example.org:2525", "[::1]:25", "smtp:", "smtp:0", "smtp:70000", "a b", ":25", "::1"
            })
    void the_check_at_start_refuses_the_same(String text) {
        assertThat(EnvironmentVariables.find("EMAIL_SERVER")
                        .orElseThrow()
                        .kind()
                        .accepts()
                        .test(text))
                .isEqualTo(catchThrowable(() -> SmtpServer.parse(text)) == null);
    }

    @Test
    void nothing_goes_over_a_network_in_the_clear() {
        Properties submission = new SmtpServer("192.0.2.1", 587).properties(true);
        assertThat(submission)
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .containsEntry("mail.smtp.ssl.enable", "false");
        assertThat(new SmtpServer("192.0.2.1", 465).properties(true))
                .containsEntry("mail.smtp.ssl.enable", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
    }

    @Test
    void a_server_on_this_machine_may_have_no_encryption() {
        assertThat(new SmtpServer("127.0.0.1", 25).properties(false))
                .containsEntry("mail.smtp.starttls.required", "false")
                .containsEntry("mail.smtp.auth", "false");
    }

    /** RFC 5321, 4.5.3.2.6. */
    @Test
    void a_server_has_ten_minutes_to_say_that_it_takes_a_mail() {
        assertThat(new SmtpServer("192.0.2.1", 587).properties(true)).containsEntry("mail.smtp.timeout", "600000");
    }
}
