package io.talel.gateway.auth.token;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param secretKey signs access tokens
 * @param secretKeyPrevious its signatures are still valid; empty: there is none
 */
@ConfigurationProperties("talelio.token")
record KeySettings(String secretKey, String secretKeyPrevious) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "KeySettings";
    }
}
