package io.talel.gateway.auth.caller;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Limits of each signed-in person, by variables {@code THROTTLE_PERSON_*} that the README explains. */
@ConfigurationProperties("talelio.throttle.person")
@Validated
record RateLimitSettings(
        @Positive int writes,
        @Positive int uploads,
        @Positive int reads,
        @DurationMin(millis = 1) Duration window) {

    int most(RateLimitedAction action) {
        return switch (action) {
            case WRITE -> writes;
            case UPLOAD -> uploads;
            case READ_ACCOUNT -> reads;
        };
    }
}
