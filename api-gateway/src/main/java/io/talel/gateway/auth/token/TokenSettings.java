package io.talel.gateway.auth.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param secretKey signs access tokens
 * @param secretKeyPrevious verifies older signatures; empty: there is none
 * @param accessTokenLifetime how long an access token is valid, unless its session ends sooner
 */
@ConfigurationProperties("talelio.token")
record TokenSettings(String secretKey, String secretKeyPrevious, Duration accessTokenLifetime) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "TokenSettings";
    }
}
