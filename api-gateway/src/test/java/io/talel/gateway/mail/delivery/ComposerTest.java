package io.talel.gateway.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.mail.smtp.UnknownRecipient;
import io.talel.kernel.user.Email;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "Ada+1@Example.ORG, Ada+1@Example.ORG",
        "info@\u0161koda.cz, info@xn--koda-f6a.cz",
        "ada@m\u00fcller.de, ada@xn--mller-kva.de"
    })
    void a_mail_goes_to_the_address_that_was_given(String given, String sentTo) throws Exception {
        assertThat(Composer.address(new Email(given)).getAddress()).isEqualTo(sentTo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0142ukasz@example.pl",
                "gr\u00fc\u00dfe@example.de",
                "ada@stra\u00dfe.de",
                "ada@exam\u0140ple.org",
                "ada@example\uff0eorg",
                "x:a@one.example,b@two.example;",
                "a@one.example,b@two.example",
                "Ada<ada@example.org>"
            })
    void no_mail_goes_to_what_the_mail_library_would_send_to_others(String given) {
        assertThatThrownBy(() -> Composer.address(new Email(given))).isInstanceOf(UnknownRecipient.class);
    }
}
