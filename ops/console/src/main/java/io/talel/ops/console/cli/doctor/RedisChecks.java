package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.store.RedisAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks whether Redis keeps sessions and counters. */
final class RedisChecks {

    static final List<Check> ALL = List.of(new Check("eviction by Redis", RedisChecks::eviction));

    private static final String REMEDY =
            "Set maxmemory-policy to noeviction (redis.conf, or the parameters of the service).";

    private RedisChecks() {}

    private static Finding eviction(DoctorContext context) {
        Optional<RedisAddress> redis;
        try {
            redis = context.settings().redis();
        } catch (NumberFormatException e) {
            return Finding.warning("REDIS_PORT is not a number.", "Correct it.");
        }
        return redis.map(RedisChecks::eviction).orElseGet(Finding::notLookedAt);
    }

    private static Finding eviction(RedisAddress redis) {
        try {
            RedisMemory memory = RedisMemory.of(redis);
            String found = "maxmemory is %d, maxmemory-policy %s".formatted(memory.limit(), memory.policy());
            return memory.evicts()
                    ? Finding.problem(found + ": when it is full, sessions and limits are lost.", REMEDY)
                    : Finding.ok(found);
        } catch (IOException | NumberFormatException e) {
            return Finding.warning(
                    "%s did not answer: %s.".formatted(redis, e.getMessage()),
                    "Check that it runs, and that REDIS_USER, REDIS_PASSWORD and REDIS_TLS are right.");
        }
    }
}
