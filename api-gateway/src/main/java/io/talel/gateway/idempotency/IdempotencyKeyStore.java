package io.talel.gateway.idempotency;

import io.talel.gateway.web.HttpRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The table of keys, in the event store's database: it works without Redis and on every node. Times are the database's. */
@Component
final class IdempotencyKeyStore {

    /** How long a repeat of a request is recognised. */
    static final Duration KEPT = Duration.ofHours(24);

    /**
     * How long an attempt counts as under way after its node has died. Nothing is recorded twice if it takes longer: every
     * attempt has the same numbers.
     */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Most other bodies that are compared with a fingerprint, which may be that of a password. */
    static final int MOST_MISMATCHES = 10;

    private static final String ADD = """
            INSERT INTO auth.idempotency_key (id, fingerprint, numbers, leased_until)
            VALUES (:id, :fingerprint, :numbers, now() + make_interval(secs => :lease))
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String COMPARE = """
            UPDATE auth.idempotency_key
            SET mismatches = mismatches + CASE WHEN fingerprint IN (:fingerprints) THEN 0 ELSE 1 END
            WHERE id = :id
            RETURNING numbers, attempt, done, leased_until > now() AS leased,
                      fingerprint IN (:fingerprints) AND mismatches < :most AS same
            """;

    private static final String TAKE_OVER = """
            UPDATE auth.idempotency_key
            SET attempt = attempt + 1, leased_until = now() + make_interval(secs => :lease)
            WHERE id = :id AND attempt = :attempt AND leased_until <= now()
            """;

    private static final String DONE =
            "UPDATE auth.idempotency_key SET done = true, numbers = numbers || :reached WHERE id = :id AND NOT done";

    private static final String END_LEASE =
            "UPDATE auth.idempotency_key SET leased_until = now() WHERE id = :id AND attempt = :attempt";

    private static final String REMOVE_FIRST = "DELETE FROM auth.idempotency_key WHERE id = :id AND attempt = 1";

    private static final String SWEEP = """
            DELETE FROM auth.idempotency_key
            WHERE id IN (
                SELECT id FROM auth.idempotency_key
                WHERE created_at < now() - make_interval(secs => :kept)
                ORDER BY created_at
                LIMIT :most)
            """;

    /** Rows of one statement, which has five seconds. */
    private static final int SWEPT_AT_ONCE = 10_000;

    private final JdbcClient jdbc;

    IdempotencyKeyStore(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a key, or compares the request with the stored one.
     *
     * @param fingerprints the first is stored, all of them are accepted
     * @return empty if the stored one was removed meanwhile
     * @throws HttpRefusal with 422 if the key came with another body
     */
    Optional<IdempotencyClaim> claim(UUID id, List<byte[]> fingerprints, List<Long> numbers) {
        int added = jdbc.sql(ADD)
                .param("id", id)
                .param("fingerprint", fingerprints.getFirst())
                .param("numbers", array(numbers))
                .param("lease", LEASE.toSeconds())
                .update();
        return added > 0 ? Optional.of(IdempotencyClaim.first(id, numbers)) : stored(id, fingerprints);
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private Optional<IdempotencyClaim> stored(UUID id, List<byte[]> fingerprints) {
        return jdbc.sql(COMPARE)
                .param("fingerprints", fingerprints)
                .param("id", id)
                .param("most", MOST_MISMATCHES)
                .query((row, _) -> claim(id, row))
                .optional();
    }

    private static IdempotencyClaim claim(UUID id, ResultSet row) throws SQLException {
        if (!row.getBoolean("same")) {
            throw new HttpRefusal(
                    HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key came with another request before");
        }
        return new IdempotencyClaim(
                id,
                List.of((Long[]) row.getArray("numbers").getArray()),
                row.getInt("attempt"),
                true,
                row.getBoolean("done"),
                row.getBoolean("leased"));
    }

    /** @return whether the next attempt may begin */
    boolean takeOver(IdempotencyClaim claim) {
        return jdbc.sql(TAKE_OVER)
                        .param("lease", LEASE.toSeconds())
                        .param("id", claim.id())
                        .param("attempt", claim.attempt())
                        .update()
                > 0;
    }

    /**
     * Marks a request that creates nothing as done, in the transaction of the caller if there is one.
     *
     * @param reached what a repeat has to know beside the numbers
     * @return false if it was marked before
     */
    boolean done(UUID id, List<Long> reached) {
        return jdbc.sql(DONE).param("id", id).param("reached", array(reached)).update() > 0;
    }

    /** Lets the next attempt begin at once. */
    void endLease(IdempotencyClaim claim) {
        jdbc.sql(END_LEASE)
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .update();
    }

    /** @return whether it was removed: there has been one attempt only */
    boolean removeFirst(IdempotencyClaim claim) {
        return jdbc.sql(REMOVE_FIRST).param("id", claim.id()).update() > 0;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        int swept;
        do {
            swept = jdbc.sql(SWEEP)
                    .param("kept", KEPT.toSeconds())
                    .param("most", SWEPT_AT_ONCE)
                    .update();
        } while (swept == SWEPT_AT_ONCE);
    }
}
