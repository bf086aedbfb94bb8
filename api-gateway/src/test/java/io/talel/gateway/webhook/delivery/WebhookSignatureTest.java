package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.webhook.registry.WebhookSecret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final WebhookSecret KNOWN = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret FORMER = new WebhookSecret("whsec_plJ3nmyCDGBKInavdOK15jsl");
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_example_of_standard_webhooks_is_signed_as_there() {
        assertThat(sign(List.of(KNOWN))).isEqualTo(SIGNED);
    }

    @Test
    void during_a_rotation_each_secret_signs() {
        assertThat(sign(List.of(KNOWN, FORMER)).split(" "))
                .containsExactly(SIGNED, sign(List.of(FORMER)))
                .doesNotHaveDuplicates();
    }

    private static String sign(List<WebhookSecret> secrets) {
        return WebhookSignature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}",
                secrets);
    }
}
