package io.talel.query.processor;

import io.talel.query.deadletter.Fault;
import io.talel.query.projection.EventMdc;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reports what stops segments: one log line for each new reason, and a row of {@code read_model.processor_failure}. A thread of
 * its own writes the rows; while the database is away they wait.
 */
final class SegmentFailures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFailures.class);

    private static final long WRITE_INTERVAL_MILLIS = 500;

    /** A failure that has not occurred for this long is logged again. */
    private static final Duration LOGGED_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final String RECORD = """
            INSERT INTO read_model.processor_failure AS before
                (processor_name, segment, node, failed_at, attempts, global_index, stream, version, message)
            VALUES (:processor, :segment, :node, now() - make_interval(secs => :age), :attempts, :index, :stream,
                :version, :message)
            ON CONFLICT (processor_name, segment) DO UPDATE
            SET node = excluded.node,
                failed_at = excluded.failed_at,
                attempts = excluded.attempts + CASE WHEN before.message = excluded.message
                    AND (before.stream, before.version) IS NOT DISTINCT FROM (excluded.stream, excluded.version)
                    AND NOT EXISTS (SELECT 1 FROM read_model.token_entry token
                                    WHERE token.processor_name = before.processor_name
                                      AND token.segment = before.segment
                                      AND token.progressed_at > before.failed_at)
                    THEN before.attempts ELSE 0 END,
                global_index = excluded.global_index,
                stream = excluded.stream,
                version = excluded.version,
                message = excluded.message
            """;

    private final JdbcClient jdbc;
    private final NodeName node;
    private final Map<String, SegmentFailure> unwritten = new ConcurrentHashMap<>();
    private final Map<String, SegmentFailure> last = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("segment-failures").factory());

    /** Whether the last write failed, so that an outage is logged once; used by the writer only. */
    private boolean mute;

    SegmentFailures(DataSource readModelDataSource, NodeName node) {
        this.jdbc = JdbcClient.create(readModelDataSource);
        this.node = node;
    }

    void start() {
        writer.scheduleWithFixedDelay(this::write, WRITE_INTERVAL_MILLIS, WRITE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }

    /** Returns at once. */
    void failed(SegmentFailure failure) {
        SegmentFailure before = last.put(failure.key(), failure);
        if (before == null || !before.isLike(failure) || failure.at() - before.at() > LOGGED_AGAIN_AFTER.toNanos()) {
            EventMdc.addTo(
                    failure.event(),
                    () -> LOG.warn(
                            "Segment {} of {} stops at event {} of {} and tries again: {}",
                            failure.segment(),
                            failure.processor(),
                            failure.version(),
                            failure.stream(),
                            failure.message()));
        }
        unwritten.merge(failure.key(), failure, SegmentFailure::then);
    }

    private void write() {
        for (String key : unwritten.keySet()) {
            SegmentFailure failure = unwritten.remove(key);
            if (failure != null && !written(failure)) {
                unwritten.merge(key, failure, (later, earlier) -> earlier.then(later));
            }
        }
    }

    private boolean written(SegmentFailure failure) {
        try {
            jdbc.sql(RECORD)
                    .param("processor", failure.processor())
                    .param("segment", failure.segment())
                    .param("node", node.name())
                    .param("age", (System.nanoTime() - failure.at()) / 1e9)
                    .param("attempts", failure.attempts())
                    .param("index", failure.globalIndex())
                    .param("stream", failure.stream())
                    .param("version", failure.version())
                    .param("message", failure.message())
                    .update();
            mute = false;
            return true;
        } catch (RuntimeException | Error e) {
            // Catches everything: nothing would start this thread again.
            if (!mute) {
                LOG.warn(
                        "Failures of segments cannot be recorded for now: {}",
                        Fault.of(e).message());
            }
            mute = true;
            return false;
        }
    }
}
