package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.throttle.LocalCounters;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Limits the actions of each user on this node. Every node counts for itself, so a write needs no round trip to Redis. */
final class RateLimits {

    private final LocalCounters counters = new LocalCounters();
    private final RateLimitSettings settings;
    private final BiConsumer<RateLimitedAction, UserId> onThrottled;
    private final Clock clock;

    /** @param onThrottled receives every refused attempt */
    RateLimits(RateLimitSettings settings, BiConsumer<RateLimitedAction, UserId> onThrottled, Clock clock) {
        this.settings = settings;
        this.onThrottled = onThrottled;
        this.clock = clock;
    }

    /** @throws HttpRefusal with 429 if the limit is reached */
    void count(RateLimitedAction action, UserId person) {
        Duration wait =
                counters.take(action.label() + ":" + person, settings.most(action), settings.window(), clock.instant());
        if (!wait.isZero()) {
            onThrottled.accept(action, person);
            throw HttpRefusal.tooManyRequests(wait);
        }
    }
}
