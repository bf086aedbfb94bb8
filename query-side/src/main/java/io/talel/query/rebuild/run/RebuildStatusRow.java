package io.talel.query.rebuild.run;

import io.talel.query.deadletter.Fault;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of {@code read_model.rebuild} that shows the progress of a rebuild and holds a request to cancel it. */
final class RebuildStatusRow {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildStatusRow.class);

    private static final String BEGIN = """
            INSERT INTO read_model.rebuild (projection, generation, purpose, phase, operator, process, reason)
            VALUES (:projection, :generation, :purpose, 'filling', :operator, :process, :reason)
            ON CONFLICT (projection) DO UPDATE
            SET generation        = excluded.generation,
                purpose           = excluded.purpose,
                phase             = excluded.phase,
                operator          = excluded.operator,
                process           = excluded.process,
                reason            = excluded.reason,
                started_at        = now(),
                updated_at        = now(),
                finished_at       = NULL,
                done              = 0,
                total             = 0,
                events_per_second = 0,
                errors            = 0,
                message           = '',
                cancel_requested  = false
            """;

    private static final String UPDATE = """
            UPDATE read_model.rebuild
            SET phase             = :phase,
                done              = :done,
                total             = :total,
                events_per_second = :rate,
                errors            = :errors,
                updated_at        = clock_timestamp()
            WHERE projection = :projection
            RETURNING cancel_requested
            """;

    private static final String FINISH = """
            UPDATE read_model.rebuild
            SET phase       = :phase,
                message     = :message,
                updated_at  = clock_timestamp(),
                finished_at = clock_timestamp()
            WHERE projection = :projection
            """;

    private final JdbcClient jdbc;
    private final String projection;

    /** Whether the last write failed, so that an outage is logged once. */
    private boolean failing;

    RebuildStatusRow(DataSource connections, String projection) {
        this.jdbc = JdbcClient.create(connections);
        this.projection = projection;
    }

    void begin(RebuildOrder order, int generation) {
        jdbc.sql(BEGIN)
                .param("projection", projection)
                .param("generation", generation)
                .param("purpose", order.purpose().name().toLowerCase(Locale.ROOT))
                .param("operator", order.operator())
                .param("process", ManagementFactory.getRuntimeMXBean().getName())
                .param("reason", order.reason())
                .update();
    }

    /** @return whether an operator has asked to cancel the rebuild */
    boolean write(RebuildProgress progress) {
        try {
            boolean cancelled = jdbc.sql(UPDATE)
                    .param("projection", projection)
                    .param("phase", name(progress.phase()))
                    .param("done", progress.done())
                    .param("total", progress.total())
                    .param("rate", progress.eventsPerSecond())
                    .param("errors", progress.errors())
                    .query(Boolean.class)
                    .optional()
                    .orElse(false);
            failing = false;
            return cancelled;
        } catch (DataAccessException e) {
            if (!failing) {
                LOG.warn(
                        "The progress of the rebuild of {} cannot be written for now: {}",
                        projection,
                        Fault.of(e).message());
            }
            failing = true;
            return false;
        }
    }

    void finish(Phase phase, String message) {
        try {
            jdbc.sql(FINISH)
                    .param("projection", projection)
                    .param("phase", name(phase))
                    .param("message", message)
                    .update();
        } catch (DataAccessException e) {
            LOG.warn("The end of the rebuild of {} cannot be written: {}", projection, message, e);
        }
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
