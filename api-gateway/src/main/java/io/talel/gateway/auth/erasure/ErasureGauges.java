package io.talel.gateway.auth.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is owed to persons who were removed, and how far the log is followed by what hears of them. However many ask, the
 * database is asked once in a while only.
 */
final class ErasureGauges implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureGauges.class);

    private static final Duration AGE = Duration.ofSeconds(5);

    /** Without a position nobody follows the log yet; one of an empty log says nothing. */
    private static final String FIGURES = """
            SELECT (SELECT coalesce(extract(epoch FROM now() - min(removed_at)), 0) FROM auth.erasure) AS oldest,
                   (SELECT greatest(0, log.head - coalesce(
                               (convert_from(token, 'UTF8')::json ->> 'index')::bigint, 0))::float8
                    FROM auth.event_position
                    CROSS JOIN (SELECT coalesce(max(global_index), 0) AS head FROM event_store.domain_event) AS log
                    WHERE processor_name = 'user-events') AS behind
            """;

    private final JdbcClient jdbc;
    private long lookedAt = System.nanoTime() - AGE.toNanos();
    private Figures figures = Figures.UNKNOWN;

    ErasureGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Figures(double oldestSeconds, double behind) {

        static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN);

        static Figures of(ResultSet row) throws SQLException {
            double oldestSeconds = row.getDouble("oldest");
            double behind = row.getDouble("behind");
            return new Figures(oldestSeconds, row.wasNull() ? Double.NaN : behind);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "talelio.erasure.oldest.seconds",
                "Since the removal of the person who waits longest to be erased to the end",
                Figures::oldestSeconds);
        gauge(
                registry,
                "talelio.user.events.behind",
                "Places of the log that mails and erasures are not told of yet",
                Figures::behind);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, this, known -> figure.applyAsDouble(known.figures()))
                .description(meaning)
                .strongReference(true)
                .register(registry);
    }

    private synchronized Figures figures() {
        if (System.nanoTime() - lookedAt >= AGE.toNanos()) {
            figures = look();
            lookedAt = System.nanoTime();
        }
        return figures;
    }

    private Figures look() {
        try {
            return jdbc.sql(FIGURES).query((row, _) -> Figures.of(row)).single();
        } catch (RuntimeException e) {
            LOG.debug("Nobody could say what is owed to whom", e);
            return Figures.UNKNOWN;
        }
    }
}
