package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.crypto.Digests;
import io.talel.gateway.webhook.registry.WebhookSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code webhook-signature} of Standard Webhooks: one signature for each secret that is valid. */
final class WebhookSignature {

    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    static String of(String messageId, Instant timestamp, String body, List<WebhookSecret> secrets) {
        byte[] signed = (messageId + "." + timestamp.getEpochSecond() + "." + body).getBytes(UTF_8);
        return secrets.stream()
                .map(secret -> Digests.mac(new SecretKeySpec(secret.key(), "HmacSHA256"), signed))
                .map(code -> VERSION + Base64.getEncoder().encodeToString(code))
                .collect(Collectors.joining(" "));
    }
}
