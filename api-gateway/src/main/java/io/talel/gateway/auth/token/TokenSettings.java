package io.talel.gateway.auth.token;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param secretKey signs access tokens
 * @param secretKeyPrevious verifies older signatures; empty: there is none
 * @param accessTokenLifetime how long an access token is valid, unless its session ends sooner
 */
@ConfigurationProperties("talelio.token")
@Validated
record TokenSettings(
        String secretKey,
        String secretKeyPrevious,
        @DefaultValue("30m") @DurationMin(seconds = 1) Duration accessTokenLifetime) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "TokenSettings";
    }
}
