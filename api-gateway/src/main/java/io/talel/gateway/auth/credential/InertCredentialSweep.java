package io.talel.gateway.auth.credential;

import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Settles credentials that were left inert when a node died during a registration: confirmed if the user exists,
 * removed if not. Every node does this; doing it twice changes nothing.
 */
final class InertCredentialSweep {

    /** Age from which on a credential is settled: far longer than a registration takes and its Idempotency-Key is kept. */
    static final Duration MIN_AGE = Duration.ofDays(2);

    private final Credentials credentials;
    private final Predicate<UserId> exists;
    private final Clock clock;

    /** @param exists whether the write side knows the user; throws when it cannot say */
    InertCredentialSweep(Credentials credentials, Predicate<UserId> exists, Clock clock) {
        this.credentials = credentials;
        this.exists = exists;
        this.clock = clock;
    }

    /** @throws IllegalStateException if a credential could not be settled; all others were */
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        Map<UserId, RuntimeException> failures = new LinkedHashMap<>();
        for (UserId userId : credentials.inertSince(clock.instant().minus(MIN_AGE))) {
            try {
                settle(userId);
            } catch (RuntimeException e) {
                failures.put(userId, e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(
                    "Whether these users exist is unknown: " + failures.keySet(),
                    failures.values().iterator().next());
        }
    }

    private void settle(UserId userId) {
        if (exists.test(userId)) {
            credentials.confirm(userId);
        } else {
            credentials.dropInert(userId);
        }
    }
}
