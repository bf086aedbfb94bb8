package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import io.talel.gateway.work.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counters in the memory of one node, for limits of a node and while Redis is away; they work like {@code count-or-delay.lua}. */
public final class LocalCounters implements Counters {

    /** Most counters, some megabytes; a new one replaces the least recently used. */
    static final int MAX_COUNTERS = 10_000;

    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > MAX_COUNTERS;
        }
    };

    /** @param endedAt end of the window before the latest attempt */
    private record State(int count, Instant endsAt, Instant freeAt, Instant endedAt) {

        State one(Limit limit, Instant now) {
            int next = count + 1;
            if (next < limit.most()) {
                return new State(next, endsAt, freeAt, endsAt);
            }
            if (limit.delay().isZero()) {
                return new State(next, endsAt, endsAt, endsAt);
            }
            Duration delay = new Backoff(limit.delay(), limit.longestDelay()).pause(1 + next - limit.most());
            return new State(next, now.plus(limit.window()), now.plus(delay), endsAt);
        }
    }

    /**
     * Counts an attempt.
     *
     * @param most attempts within the window that need not wait
     * @return how long the attempt has to wait; zero: it may proceed
     */
    public Duration take(String name, int most, Duration window, Instant now) {
        return take(List.of(new Counter(name, Limit.of(name, Scope.ACCOUNT, most, window, Counts.ALL))), now);
    }

    @Override
    public synchronized Duration take(List<Counter> counters, Instant now) {
        Duration wait = counters.stream()
                .filter(counter ->
                        state(counter, now).count() >= counter.limit().most())
                .map(counter -> Duration.between(now, state(counter, now).freeAt()))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) < 0 ? b : a);
        if (wait.isZero()) {
            counters.forEach(
                    counter -> states.put(counter.key(), state(counter, now).one(counter.limit(), now)));
        }
        return wait;
    }

    @Override
    public synchronized void giveBack(List<Counter> counters) {
        counters.forEach(counter -> states.computeIfPresent(
                counter.key(),
                (_, state) -> state.count() > 1
                        ? new State(state.count() - 1, state.endedAt(), Instant.EPOCH, state.endedAt())
                        : null));
    }

    @Override
    public synchronized void reset(List<Counter> counters) {
        counters.forEach(counter -> states.remove(counter.key()));
    }

    synchronized int size() {
        return states.size();
    }

    private State state(Counter counter, Instant now) {
        State state = states.get(counter.key());
        return state == null || !now.isBefore(state.endsAt())
                ? new State(
                        0,
                        now.plus(counter.limit().window()),
                        now,
                        now.plus(counter.limit().window()))
                : state;
    }
}
