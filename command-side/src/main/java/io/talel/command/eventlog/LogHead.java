package io.talel.command.eventlog;

import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The place of the last event. However many ask, the database is asked once in a while only. */
final class LogHead {

    static final Duration AGE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);

    private final JdbcClient jdbc;
    private long lookedAt = System.nanoTime() - AGE.toNanos();
    private double place = Double.NaN;

    LogHead(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @return 0 for an empty log; not a number while the database does not answer */
    synchronized double place() {
        if (System.nanoTime() - lookedAt >= AGE.toNanos()) {
            place = look();
            lookedAt = System.nanoTime();
        }
        return place;
    }

    private double look() {
        try {
            return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event")
                    .query(Double.class)
                    .single();
        } catch (RuntimeException e) {
            LOG.debug("Nobody could say how long the log is", e);
            return Double.NaN;
        }
    }
}
