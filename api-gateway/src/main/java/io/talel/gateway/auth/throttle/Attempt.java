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
 * An attempt that is under way. Say how it went, in a {@code try} with this as its resource; an attempt that is closed
 * without a verdict, since an exception kept it from being looked at, does not count.
 */
public final class Attempt implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Counters counters;
    private final List<Counter> counted;
    private final boolean successForgets;
    private final Set<Integer> passwordNumbers;
    private final Duration waitOfStrangers;
    private boolean settled;

    private Attempt(
            Counters counters,
            List<Counter> counted,
            boolean successForgets,
            Set<Integer> passwordNumbers,
            Duration waitOfStrangers) {
        this.counters = counters;
        this.counted = counted;
        this.successForgets = successForgets;
        this.passwordNumbers = passwordNumbers;
        this.waitOfStrangers = waitOfStrangers;
    }

    /** @param successForgets whether a success forgets the failures of the account, instead of just not being one */
    static Attempt ofAnybody(Counters counters, List<Counter> counted, boolean successForgets) {
        return new Attempt(counters, counted, successForgets, Set.of(), Duration.ZERO);
    }

    /**
     * One that would come too early in a network from which the owner of the account has never logged in.
     *
     * @param passwordNumbers with which they have, from this network
     * @param waitOfStrangers how long it would have to wait elsewhere
     */
    static Attempt ofOwner(
            Counters counters, List<Counter> counted, Set<Integer> passwordNumbers, Duration waitOfStrangers) {
        return new Attempt(counters, counted, false, passwordNumbers, waitOfStrangers);
    }

    /** Whether it may be looked at while the account has this password: with another one, its networks are not known any more. */
    public boolean isOpen(int passwordNumber) {
        return waitOfStrangers.isZero() || passwordNumbers.contains(passwordNumber);
    }

    /** Never forgets the failures of the network: a guesser may have an account too. */
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
     * What a failure has to be answered with where only the owner's network let the attempt pass: as a stranger would be
     * answered, who could else tell that the account exists.
     */
    public Optional<HttpRefusal> refusalOfStrangers() {
        return Optional.of(waitOfStrangers).filter(Duration::isPositive).map(HttpRefusal::tooManyRequests);
    }

    /** What kept the attempt from being looked at may be an outage of Redis, for which nobody is to wait once more. */
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
