package io.talel.gateway.auth.throttle;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Bounds what one person asks of this node. Every node counts for itself, so a write does not depend on Redis and saves the
 * round trip.
 */
public final class PersonalLimits {

    private final Counters counters = new LocalCounters();
    private final ThrottleSettings settings;
    private final BiConsumer<PersonalAction, UserId> onThrottled;
    private final Clock clock;

    /** @param onThrottled receives every refused attempt */
    public PersonalLimits(ThrottleSettings settings, BiConsumer<PersonalAction, UserId> onThrottled, Clock clock) {
        this.settings = settings;
        this.onThrottled = onThrottled;
        this.clock = clock;
    }

    /** @throws HttpRefusal with 429 if it comes too early */
    public void count(PersonalAction action, UserId person) {
        Counter counter = new Counter(action.label() + ":" + person, settings.limit(action));
        Duration wait = counters.take(List.of(counter), clock.instant());
        if (!wait.isZero()) {
            onThrottled.accept(action, person);
            throw HttpRefusal.tooManyRequests(wait);
        }
    }
}
