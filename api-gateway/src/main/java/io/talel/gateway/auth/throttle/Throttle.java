package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import io.talel.gateway.crypto.Digests;
import io.talel.gateway.web.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Throttles attempts by account, by network and in total. An attempt is counted first and taken back when it succeeds, so that
 * concurrent attempts cannot exceed the limit.
 */
public final class Throttle {

    private static final String PREFIX = "auth:throttle:";
    private static final int DIGEST_BYTES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final Counters ofAllNodes;
    private final Counters ofThisNode = new LocalCounters();
    private final KnownNetworks known;
    private final ThrottleSettings settings;
    private final SecretKey key;
    private final BiConsumer<ThrottledAction, Client> onThrottled;
    private final ToIntFunction<Duration> capacity;
    private final Clock clock;

    /**
     * @param key key of the digests of accounts and networks
     * @param onThrottled receives every attempt that has to wait
     * @param capacity number of passwords that this node can hash within a duration
     */
    public Throttle(
            StringRedisTemplate redis,
            ThrottleSettings settings,
            SecretKey key,
            BiConsumer<ThrottledAction, Client> onThrottled,
            ToIntFunction<Duration> capacity,
            Clock clock) {
        this.ofAllNodes = new RedisCounters(redis);
        this.known = new KnownNetworks(redis, PREFIX + "known-password:");
        this.settings = settings;
        this.key = key;
        this.onThrottled = onThrottled;
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * Records that the owner of the account has logged in from this network. Until the password or the owner changes, the network
     * has a counter of its own, so failures elsewhere do not delay it.
     */
    public void know(String account, KnownPassword password, Client client) {
        List<String> own = settings.limits(ThrottledAction.LOG_IN, capacity).stream()
                .filter(limit -> limit.scope() == Scope.ACCOUNT && limit.counts() == Counts.FAILURES)
                .map(limit -> key(limit, digestOfBoth(account, client)))
                .toList();
        try {
            known.add(digest(account), network(client), password, clock.instant(), own);
        } catch (DataAccessException e) {
            LOG.warn("A network of an account is not remembered: {}", e.toString());
        }
    }

    /** Expiry times of the known networks of an account. */
    public List<Instant> endsOfKnownNetworks(String account) {
        return known.ends(digest(account), clock.instant());
    }

    /**
     * Begins an attempt; called before anything is looked up, hashed or mailed.
     *
     * @param account the e-mail as entered, known or not, so that the throttle does not reveal which ones are known
     * @throws HttpRefusal with 429 if the limit is reached
     */
    public Attempt begin(ThrottledAction action, String account, Client client) {
        List<Limit> limits = settings.limits(action, capacity);
        try {
            return begin(action, limits, account, client);
        } catch (DataAccessException e) {
            if (action.needsRedis()) {
                throw e;
            }
            return beginAlone(action, limits, account, client);
        }
    }

    private Attempt begin(ThrottledAction action, List<Limit> limits, String account, Client client) {
        Instant now = clock.instant();
        List<Counter> counted = counters(limits, digest(account), client);
        Duration wait = ofAllNodes.take(counted, now);
        if (wait.isZero()) {
            return Attempt.ofAnybody(ofAllNodes, counted, !action.isOpenToKnown());
        }
        Set<KnownPassword> passwords =
                action.isOpenToKnown() ? known.passwords(digest(account), network(client), now) : Set.of();
        List<Counter> own = ownCounters(limits, account, client);
        if (passwords.isEmpty() || !ofAllNodes.take(own, now).isZero()) {
            throw tooEarly(action, client, wait);
        }
        return Attempt.ofOwner(ofAllNodes, own, passwords, wait);
    }

    private Attempt beginAlone(ThrottledAction action, List<Limit> limits, String account, Client client) {
        List<Counter> counted = counters(limits.stream().map(Limit::stricter).toList(), digest(account), client);
        Duration wait = ofThisNode.take(counted, clock.instant());
        if (!wait.isZero()) {
            throw tooEarly(action, client, wait);
        }
        return Attempt.ofAnybody(ofThisNode, counted, !action.isOpenToKnown());
    }

    private HttpRefusal tooEarly(ThrottledAction action, Client client, Duration wait) {
        onThrottled.accept(action, client);
        return HttpRefusal.tooManyRequests(wait);
    }

    /**
     * Counters for a known network of the account. Its failures have a counter of their own; successes are still counted
     * together with those of all networks.
     */
    private List<Counter> ownCounters(List<Limit> limits, String account, Client client) {
        return limits.stream()
                .filter(limit -> limit.scope() != Scope.EVERYBODY)
                .flatMap(limit -> counter(
                        limit,
                        limit.counts() == Counts.SUCCESSES ? digest(account) : digestOfBoth(account, client),
                        client)
                        .stream())
                .toList();
    }

    private List<Counter> counters(List<Limit> limits, String account, Client client) {
        return limits.stream()
                .flatMap(limit -> counter(limit, account, client).stream())
                .toList();
    }

    /** Empty if the address has no network of that size. */
    private Optional<Counter> counter(Limit limit, String account, Client client) {
        List<String> networks = client.address().networks();
        return switch (limit.scope()) {
            case ACCOUNT -> Optional.of(new Counter(key(limit, account), limit));
            case NETWORK -> ofNetwork(limit, networks, 0);
            case NETWORK_56 -> ofNetwork(limit, networks, 1);
            case NETWORK_48 -> ofNetwork(limit, networks, 2);
            case EVERYBODY -> Optional.of(new Counter(PREFIX + limit.name(), limit));
        };
    }

    private Optional<Counter> ofNetwork(Limit limit, List<String> networks, int level) {
        return networks.stream()
                .skip(level)
                .findFirst()
                .map(network -> new Counter(key(limit, digest(network)), limit));
    }

    private static String key(Limit limit, String whose) {
        return PREFIX + limit.name() + ":" + whose;
    }

    private String network(Client client) {
        return digest(client.address().network());
    }

    private String digestOfBoth(String account, Client client) {
        return digest(account) + ":" + network(client);
    }

    private String digest(String text) {
        byte[] digest = Digests.mac(key, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
    }
}
