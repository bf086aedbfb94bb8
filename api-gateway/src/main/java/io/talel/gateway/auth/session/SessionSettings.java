package io.talel.gateway.auth.session;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last.
 *
 * @param idleTimeout a session ends when it has not been refreshed for this long, so this is the life of a refresh token
 * @param lifetime a session ends this long after the log-in, however much it is used
 * @param refreshGrace a refresh token may be used again for this long after its first use, since two tabs may refresh at once
 * @param mostPerUser most sessions of a user; one more ends the oldest
 */
@ConfigurationProperties("talelio.session")
@Validated
public record SessionSettings(
        @DefaultValue("7d") @DurationMin(millis = 1) Duration idleTimeout,
        @DefaultValue("30d") @DurationMin(millis = 1) Duration lifetime,
        @DefaultValue("10s") @DurationMin Duration refreshGrace,
        @DefaultValue("100") @Positive int mostPerUser) {}
