package io.talel.ops.console.doctor;

import io.talel.ops.console.store.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether Redis keeps the sessions and counters that nodes entrust to it. */
final class RedisChecks {

    static final List<Check> ALL = List.of(new Check("eviction by Redis", RedisChecks::eviction));

    private static final String REMEDY =
            "Set maxmemory-policy to noeviction (redis.conf, or the parameters of the service).";

    private RedisChecks() {}

    private static Finding eviction(Patient patient, String name) {
        Settings settings = patient.settings();
        Optional<String> host = settings.redisHost();
        if (host.isEmpty()) {
            return Finding.notLookedAt(name);
        }
        try {
            RedisMemory memory = RedisMemory.of(host.get(), settings.redisPort());
            String found = "maxmemory is %d, maxmemory-policy %s".formatted(memory.limit(), memory.policy());
            return memory.evicts()
                    ? Finding.problem(
                            name, found + ": when it is full, people are logged out and limits forgotten.", REMEDY)
                    : Finding.ok(name, found);
        } catch (IOException | NumberFormatException e) {
            return Finding.warning(
                    name,
                    "%s:%d does not tell: %s.".formatted(host.get(), settings.redisPort(), e.getMessage()),
                    "See whether it runs. If it asks for a password or for TLS, look there: " + REMEDY);
        }
    }
}
