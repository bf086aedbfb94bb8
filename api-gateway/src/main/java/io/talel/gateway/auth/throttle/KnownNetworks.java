package io.talel.gateway.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The networks from which the owner of an address has logged in, with the password that was used. Redis holds a sorted set of
 * {@code network:user:generation} for each address, ordered by expiry. Addresses and networks are digests. An address may get
 * another owner, for whom the networks of the former one are unknown.
 */
final class KnownNetworks {

    /** Time that a network stays known after a log-in. */
    static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** Most networks of one account; the one with the earliest end makes room. */
    static final int MAX_NETWORKS = 100;

    private static final RedisScript<Long> KNOW =
            RedisScript.of(new ClassPathResource("know.lua", KnownNetworks.class), Long.class);

    private final StringRedisTemplate redis;
    private final String prefix;

    KnownNetworks(StringRedisTemplate redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    /** @param forgotten keys of counters that a success deletes */
    void add(String account, String network, KnownPassword password, Instant now, List<String> forgotten) {
        List<String> keys = new ArrayList<>(List.of(prefix + account));
        keys.addAll(forgotten);
        redis.execute(
                KNOW,
                keys,
                network + ":" + password.text(),
                Long.toString(now.toEpochMilli()),
                Long.toString(KNOWN_FOR.toMillis()),
                Integer.toString(MAX_NETWORKS));
    }

    /** Expiry times of the known networks of an account. The networks themselves are digests. */
    List<Instant> ends(String account, Instant now) {
        Set<TypedTuple<String>> members = redis.opsForZSet()
                .rangeByScoreWithScores(prefix + account, now.toEpochMilli() + 1.0, Double.POSITIVE_INFINITY);
        return (members == null ? Set.<TypedTuple<String>>of() : members)
                .stream()
                        .map(TypedTuple::getScore)
                        .filter(Objects::nonNull)
                        .map(end -> Instant.ofEpochMilli(end.longValue()))
                        .toList();
    }

    /** The passwords with which an owner of the address has logged in from a network; empty for an unknown network. */
    Set<KnownPassword> passwords(String account, String network, Instant now) {
        Set<String> members =
                redis.opsForZSet().rangeByScore(prefix + account, now.toEpochMilli() + 1.0, Double.POSITIVE_INFINITY);
        return (members == null ? Set.<String>of() : members)
                .stream()
                        .filter(member -> member.startsWith(network + ":"))
                        .map(member -> KnownPassword.of(member.substring(network.length() + 1)))
                        .collect(Collectors.toSet());
    }
}
