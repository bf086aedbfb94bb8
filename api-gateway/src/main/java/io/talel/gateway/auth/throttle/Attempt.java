package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * An attempt that is under way. Say how it went, in a {@code try} with this as its resource; one of which nothing is said,
 * since an exception kept it from being looked at, has not happened.
 */
public final class Attempt implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Counters counters;
    private final List<Counter> counted;
    private boolean settled;

    Attempt(Counters counters, List<Counter> counted) {
        this.counters = counters;
        this.counted = counted;
    }

    /** Also forgets the failures of the account, but not those of the network: a guesser may have an account too. */
    public void succeeded() {
        settled = true;
        settle(counters::reset, those(Counts.FAILURES, true));
        settle(counters::giveBack, those(Counts.FAILURES, false));
    }

    public void failed() {
        settled = true;
        settle(counters::giveBack, those(Counts.SUCCESSES, false));
    }

    /** What kept the attempt from being looked at may be an outage of Redis, for which nobody is to wait once more. */
    @Override
    public void close() {
        if (!settled) {
            Thread.startVirtualThread(() -> settle(counters::giveBack, counted));
        }
    }

    private List<Counter> those(Counts counts, boolean ofAccount) {
        return counted.stream()
                .filter(counter -> counter.limit().counts() == counts)
                .filter(counter -> (counter.limit().scope() == Scope.ACCOUNT) == ofAccount)
                .toList();
    }

    /** What cannot be taken back stays counted until its window ends. */
    private static void settle(Consumer<List<Counter>> change, List<Counter> those) {
        try {
            if (!those.isEmpty()) {
                change.accept(those);
            }
        } catch (DataAccessException e) {
            LOG.warn("An attempt stays counted: {}", e.toString());
        }
    }
}
