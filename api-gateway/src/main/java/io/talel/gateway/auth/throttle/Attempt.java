package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import io.talel.gateway.web.HttpRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * An attempt under way, the resource of a {@code try} that reports its outcome. An attempt that is closed without a verdict,
 * because of an exception, does not count.
 */
public final class Attempt implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Counters counters;
    private final List<Counter> counted;
    private final boolean successForgets;
    private final Set<KnownPassword> passwords;
    private final Duration waitOfStrangers;
    private boolean settled;

    private Attempt(
            Counters counters,
            List<Counter> counted,
            boolean successForgets,
            Set<KnownPassword> passwords,
            Duration waitOfStrangers) {
        this.counters = counters;
        this.counted = counted;
        this.successForgets = successForgets;
        this.passwords = passwords;
        this.waitOfStrangers = waitOfStrangers;
    }

    /** @param successForgets whether a success deletes the counted failures of the account */
    static Attempt ofAnybody(Counters counters, List<Counter> counted, boolean successForgets) {
        return new Attempt(counters, counted, successForgets, Set.of(), Duration.ZERO);
    }

    /**
     * An attempt that passes only because it comes from a known network.
     *
     * @param passwords those with which the owner has logged in from this network
     * @param waitOfStrangers how long the attempt would have to wait in an unknown network
     */
    static Attempt ofOwner(
            Counters counters, List<Counter> counted, Set<KnownPassword> passwords, Duration waitOfStrangers) {
        return new Attempt(counters, counted, false, passwords, waitOfStrangers);
    }

    /**
     * Whether the attempt may be checked against this password: a network is known only for the passwords that were used there.
     */
    public boolean isOpen(KnownPassword password) {
        return waitOfStrangers.isZero() || passwords.contains(password);
    }

    /** Keeps the failures of the network, since a guesser may have an account, too. */
    public void succeeded() {
        settled = true;
        Predicate<Counter> forgotten =
                counter -> successForgets && counter.limit().scope() == Scope.ACCOUNT;
        settle(counters::reset, those(Counts.FAILURES, forgotten));
        settle(counters::giveBack, those(Counts.FAILURES, forgotten.negate()));
    }

    public void failed() {
        settled = true;
        settle(counters::giveBack, those(Counts.SUCCESSES, _ -> true));
    }

    /**
     * The answer that a stranger would get, if the attempt passed only because of a known network. A failure gets this answer,
     * so that it does not reveal the account.
     */
    public Optional<HttpRefusal> refusalOfStrangers() {
        return Optional.of(waitOfStrangers).filter(Duration::isPositive).map(HttpRefusal::tooManyRequests);
    }

    /** Ignores a failure to take back the attempt: an outage of Redis may be the reason, and would be waited for again. */
    @Override
    public void close() {
        if (!settled) {
            Thread.startVirtualThread(() -> settle(counters::giveBack, counted));
        }
    }

    private List<Counter> those(Counts counts, Predicate<Counter> which) {
        return counted.stream()
                .filter(counter -> counter.limit().counts() == counts)
                .filter(which)
                .toList();
    }

    /** An attempt that cannot be taken back stays counted until its window ends. */
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
