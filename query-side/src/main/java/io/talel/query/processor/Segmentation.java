package io.talel.query.processor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.kernel.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Changes the number of segments of a processor to the setting, when a node starts. The new segments begin where all the old
 * ones have passed; projecting an event again has no effect. Running nodes lose their claims and claim again.
 */
final class Segmentation {

    private static final Logger LOG = LoggerFactory.getLogger(Segmentation.class);

    private static final JsonMapper JSON = new JsonMapper();

    /** SQLSTATEs of a lock that is not free in time, and of a deadlock. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    private static final String COUNT = "SELECT count(*) FROM read_model.token_entry WHERE processor_name = ?";

    /** Most segments: far more than batches that can be written in parallel. */
    private static final int MAX_SEGMENTS = 64;

    /** Waits until no batch commits and no segment is being claimed. New ones queue behind this lock, so the wait is short. */
    private static final String LOCK = """
            SET LOCAL synchronous_commit = on;
            SET LOCAL lock_timeout = '300ms';
            LOCK TABLE read_model.token_entry IN EXCLUSIVE MODE""";

    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String TOKENS = "SELECT token FROM read_model.token_entry WHERE processor_name = ?";

    private static final List<String> REMOVE = List.of(
            "DELETE FROM read_model.token_entry WHERE processor_name = ?",
            "DELETE FROM read_model.processor_failure WHERE processor_name = ?");

    private static final String ADD = """
            INSERT INTO read_model.token_entry (processor_name, segment, token, token_type, progressed_at)
            SELECT ?, segment, ?::bytea, ?::text, now() FROM generate_series(0, ? - 1) segment""";

    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final int segments;

    /** @param segments from 1 to {@link #MAX_SEGMENTS} */
    Segmentation(DataSource readModelDataSource, TransactionManager transactions, int segments) {
        if (segments < 1 || segments > MAX_SEGMENTS) {
            throw new IllegalArgumentException("talelio.projections.segments is %d; set it to a number from 1 to %d"
                    .formatted(segments, MAX_SEGMENTS));
        }
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.transactions = transactions;
        this.segments = segments;
    }

    /** How many segments a processor is to have. */
    int segments() {
        return segments;
    }

    /**
     * Leaves a processor alone that has as many segments, or has never been started. Where the tokens are not free in time, the
     * node starts with the segments that are there.
     */
    void apply(String processor) {
        for (int attempt = 1; isToChange(processor); attempt++) {
            try {
                transactions.executeInTransaction(() -> {
                    jdbc.execute(LOCK);
                    if (isToChange(processor)) {
                        change(processor);
                    }
                });
            } catch (RuntimeException e) {
                if (!isLocked(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    LOG.warn("{} keeps the segments it has: its tokens were not free in time", processor);
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean isLocked(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && LOCKED.contains(sql.getSQLState()));
    }

    private boolean isToChange(String processor) {
        int count = Objects.requireNonNull(jdbc.queryForObject(COUNT, Integer.class, processor));
        return count != 0 && count != segments;
    }

    private void change(String processor) {
        LogPosition passed = passedByAll(jdbc.query(TOKENS, (row, _) -> row.getBytes(1), processor));
        REMOVE.forEach(sql -> jdbc.update(sql, processor));
        jdbc.update(
                ADD,
                processor,
                passed == null ? null : written(passed),
                passed == null ? null : type(passed),
                segments);
    }

    /** @return null for the beginning of the log */
    private static @Nullable LogPosition passedByAll(List<byte @Nullable []> tokens) {
        List<LogPosition> positions = new ArrayList<>();
        for (byte[] token : tokens) {
            if (token == null) {
                return null;
            }
            positions.add(read(token));
        }
        return positions.stream().reduce(LogPosition::lowerBound).orElseThrow();
    }

    private static LogPosition read(byte[] token) {
        try {
            return JSON.readValue(token, LogPosition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] written(LogPosition position) {
        try {
            return JSON.writeValueAsBytes(position);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(LogPosition position) {
        return Objects.requireNonNull(LogPosition.toStore(position)).getClass().getName();
    }
}
