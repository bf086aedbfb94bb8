package io.talel.gateway.auth.throttle;

import io.talel.gateway.auth.client.Client;
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
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Bounds how often things are tried: by account, by network, by everybody. An attempt is counted before it is looked at
 * and taken back when it turns out well, so however many come at once no more than the limit are looked at.
 */
public final class Throttle {

    private static final String PREFIX = "auth:throttle:";
    private static final int DIGEST_BYTES = 16;

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
        this.ofAllNodes = new RedisCounters(redis);
        this.settings = settings;
        this.key = key;
        this.onThrottled = onThrottled;
        this.clock = clock;
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
            return begin(ofAllNodes, limits, action, account, client);
        } catch (DataAccessException e) {
            if (action.needsRedis()) {
                throw e;
            }
            return begin(ofThisNode, limits.stream().map(Limit::stricter).toList(), action, account, client);
        }
    }

    private Attempt begin(Counters counters, List<Limit> limits, Action action, String account, Client client) {
        List<Counter> those = limits.stream()
                .map(limit -> new Counter(key(limit, account, client), limit))
                .toList();
        Instant now = clock.instant();
        Duration wait = counters.take(those, now);
        if (!wait.isZero()) {
            onThrottled.accept(action, client);
            throw HttpRefusal.tooManyRequests(wait);
        }
        return new Attempt(counters, those);
    }

    private String key(Limit limit, String account, Client client) {
        return PREFIX
                + limit.name()
                + switch (limit.scope()) {
                    case ACCOUNT -> ":" + digest(account);
                    case NETWORK -> ":" + digest(client.address().network());
                    case EVERYBODY -> "";
                };
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
