package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.throttle.Limit.Counts;
import io.talel.gateway.auth.throttle.Limit.Scope;
import io.talel.gateway.web.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Bounds how often things are tried: by account, by network, by everybody. An attempt is counted before it is looked at
 * and taken back when it turns out well, so however many come at once no more than the limit are looked at.
 */
public final class Throttle {

    private static final String PREFIX = "auth:throttle:";
    private static final String KNOWN = PREFIX + "known:";
    private static final int DIGEST_BYTES = 16;

    /** For how long a network from which somebody logged in is known as one of theirs. */
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final StringRedisTemplate redis;
    private final Counters ofAllNodes;
    private final Counters ofThisNode = new LocalCounters();
    private final ThrottleSettings settings;
    private final SecretKey key;
    private final BiConsumer<Action, Client> onThrottled;
    private final Clock clock;

    /**
     * @param key turns accounts and networks into names that say nothing
     * @param onThrottled is told of every attempt that has to wait
     */
    public Throttle(
            StringRedisTemplate redis,
            ThrottleSettings settings,
            SecretKey key,
            BiConsumer<Action, Client> onThrottled,
            Clock clock) {
        this.redis = redis;
        this.ofAllNodes = new RedisCounters(redis);
        this.settings = settings;
        this.key = key;
        this.onThrottled = onThrottled;
        this.clock = clock;
    }

    /** Its owner logs in from this network: what strangers do elsewhere keeps nobody waiting there. */
    public void know(String account, Client client) {
        settle(() -> redis.opsForValue().set(known(account, client), "", KNOWN_FOR));
    }

    /** Forgets the failures of an account, whose owner has proven from there who they are in another way. */
    public void forgive(Action action, String account, Client client) {
        List<Counter> those = settings.limits(action).stream()
                .filter(limit -> limit.scope() == Scope.ACCOUNT && limit.counts() == Counts.FAILURES)
                .flatMap(limit ->
                        Stream.of(true, false).map(known -> new Counter(key(limit, account, client, known), limit)))
                .toList();
        settle(() -> ofAllNodes.reset(those));
    }

    private static void settle(Runnable change) {
        try {
            change.run();
        } catch (DataAccessException e) {
            LOG.warn("Failures of an account stay counted as they were: {}", e.toString());
        }
    }

    /**
     * Begins an attempt, before anything is looked up, hashed or mailed.
     *
     * @param account the e-mail as it was given, whether or not anybody has it: so it cannot be told which ones are known
     * @throws HttpRefusal with 429 if it comes too early
     */
    public Attempt begin(Action action, String account, Client client) {
        List<Limit> limits = settings.limits(action);
        try {
            boolean known = action.isOpenToKnown() && Boolean.TRUE.equals(redis.hasKey(known(account, client)));
            return begin(ofAllNodes, known ? withoutEverybody(limits) : limits, action, account, client, known);
        } catch (DataAccessException e) {
            if (action.needsRedis()) {
                throw e;
            }
            return begin(ofThisNode, limits.stream().map(Limit::stricter).toList(), action, account, client, false);
        }
    }

    /** However many strangers fail everywhere: a network of the owner's has bounds of its own. */
    private static List<Limit> withoutEverybody(List<Limit> limits) {
        return limits.stream().filter(limit -> limit.scope() != Scope.EVERYBODY).toList();
    }

    private Attempt begin(
            Counters counters, List<Limit> limits, Action action, String account, Client client, boolean known) {
        List<Counter> those = limits.stream()
                .map(limit -> new Counter(key(limit, account, client, known), limit))
                .toList();
        Instant now = clock.instant();
        Duration wait = counters.take(those, now);
        if (!wait.isZero()) {
            onThrottled.accept(action, client);
            throw HttpRefusal.tooManyRequests(wait);
        }
        return new Attempt(counters, those);
    }

    /** @param known whether the network has a counter of its own for the account */
    private String key(Limit limit, String account, Client client, boolean known) {
        return PREFIX
                + limit.name()
                + switch (limit.scope()) {
                    case ACCOUNT -> ":" + (known ? digestOfBoth(account, client) : digest(account));
                    case NETWORK -> ":" + digest(client.address().network());
                    case EVERYBODY -> "";
                };
    }

    private String known(String account, Client client) {
        return KNOWN + digestOfBoth(account, client);
    }

    private String digestOfBoth(String account, Client client) {
        return digest(account) + ":" + digest(client.address().network());
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HmacSHA256", e);
        }
    }
}
