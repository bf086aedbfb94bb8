package io.talel.gateway.webhook.registry;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * A secret that signs messages, as Standard Webhooks writes it: {@code whsec_} and the base64 of a key.
 *
 * @param value with the prefix
 */
public record WebhookSecret(String value) {

    /** Time for which messages are also signed with the secret before this one. */
    static final Duration FORMER_VALIDITY = Duration.ofDays(1);

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public static WebhookSecret random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** The key of the HMAC. */
    public byte[] key() {
        return Base64.getDecoder().decode(value.substring(PREFIX.length()));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
