package io.talel.query.rebuild.comparison;

import io.talel.query.datasource.Sql;
import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Cancellation;
import io.talel.query.rebuild.TrackingTokens;
import io.talel.query.rebuild.comparison.Difference.Kind;
import io.talel.query.rebuild.comparison.RowComparison.DifferingRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Compares the filled generation with the live one, which is written meanwhile. Rows without recent events must be equal. Rows
 * with recent events ({@link RecentRows}) are compared again, the last time while the live generation is locked.
 */
public final class GenerationComparison {

    /** If the live generation lags by more events than this, only rows with equal versions are compared. */
    private static final long FAR_BEHIND = 200_000;

    /** Most recent events whose rows are compared again before the lock. */
    private static final int MAX_RECENT = 20_000;

    /** Most recent events whose rows are compared under the lock. */
    private static final int MAX_RECENT_UNDER_LOCK = 2_000;

    private static final int MAX_FOUND = 100_000;

    private final Projection projection;
    private final Generation live;
    private final Generation filled;
    private final DataSource connections;
    private final EventStorageEngine log;
    private final RowComparison rows;
    private final RecentRows recent = new RecentRows();
    private final Differences differences = new Differences();

    /** Rows that differ; each is counted once, however often it is compared. */
    private final Set<Long> found = new HashSet<>();

    public GenerationComparison(
            Projection projection, Generation live, Generation filled, DataSource connections, EventStorageEngine log)
            throws SQLException {
        this.projection = projection;
        this.live = live;
        this.filled = filled;
        this.connections = connections;
        this.log = log;
        try (Connection connection = connections.getConnection()) {
            String table = "." + projection.view();
            this.rows = RowComparison.of(connection, live.schema() + table, filled.schema() + table);
        }
    }

    public Differences differences() {
        return differences;
    }

    /**
     * Compares every row in one snapshot of both generations.
     *
     * @param position everything up to here is in the filled generation
     */
    public void compareAll(@Nullable GapAwareTrackingToken position, Cancellation cancellation) throws SQLException {
        try (Connection connection = snapshot()) {
            GapAwareTrackingToken reached = ActiveTokens.position(connection, projection);
            GapAwareTrackingToken both = TrackingTokens.lower(position, reached);
            boolean farBehind = TrackingTokens.index(position) - TrackingTokens.index(both) > FAR_BEHIND;
            noteFrom(farBehind ? position : both);

            Set<Long> inFlight = recent.ids();
            Set<Long> parked = ActiveTokens.parked(connection, projection, live, filled);
            differences.existing(rows.count(connection));
            differences.leftOut(rows.count(connection, parked));
            compareAll(connection, cancellation, row -> {
                boolean mayDiffer = inFlight.contains(row.id()) || (farBehind && isAhead(row));
                if (parked.contains(row.id())) {
                    return;
                }
                if (isSameVersion(row) || !mayDiffer) {
                    add(row);
                } else {
                    differences.unsettledFromTheBeginning(row.id());
                }
            });
        }
    }

    /** Compares on several connections with the same snapshot, since the server does most of the work. */
    private void compareAll(Connection first, Cancellation cancellation, Consumer<DifferingRow> differing)
            throws SQLException {
        String snapshot = Sql.first(first, "SELECT pg_export_snapshot()", (row, _) -> row.getString(1))
                .orElseThrow();
        RowComparison.Ranges ranges = new RowComparison.Ranges();
        List<Future<Boolean>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                parts.add(threads.submit(() -> {
                    try (Connection connection = snapshot()) {
                        Sql.execute(connection, "SET TRANSACTION SNAPSHOT '" + snapshot + "'");
                        rows.all(connection, ranges, cancellation, differing);
                    }
                    return true;
                }));
            }
        }
        for (Future<Boolean> part : parts) {
            switch (part.state() == Future.State.FAILED ? part.exceptionNow() : null) {
                case null -> {}
                case SQLException e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    private synchronized void add(DifferingRow row) {
        if (found.size() == MAX_FOUND || found.add(row.id())) {
            differences.add(difference(row));
        }
    }

    /** Remembers the row of an event that was read after {@link #compareAll}. */
    public void note(@Nullable GapAwareTrackingToken token, long id) {
        recent.add(token, id);
    }

    /** Compares again the rows of events that came since or had not reached the live generation. */
    public void compareRecent() throws SQLException {
        try (Connection connection = snapshot()) {
            GapAwareTrackingToken reached = ActiveTokens.position(connection, projection);
            compare(connection, recent.newest(MAX_RECENT, reached), recent.allBut(MAX_RECENT), _ -> false);
            recent.forget(reached);
        }
    }

    /**
     * As {@link #compareRecent()}, while the live generation is locked and the filled one has every event of the log, so that
     * the live one cannot be ahead.
     *
     * @param reached place in the log that every segment of the live generation has passed
     */
    public void compareFrozen(Connection connection, @Nullable GapAwareTrackingToken reached) throws SQLException {
        compare(
                connection,
                recent.newest(MAX_RECENT_UNDER_LOCK, reached),
                recent.allBut(MAX_RECENT_UNDER_LOCK),
                row -> !isAhead(row));
    }

    /** @param notLookedAt rows of earlier events, which are too many to compare */
    private void compare(
            Connection connection,
            Map<Long, Boolean> passed,
            Set<Long> notLookedAt,
            Predicate<DifferingRow> isBehindForGood)
            throws SQLException {
        List<DifferingRow> differing = new ArrayList<>();
        Set<Long> open = new HashSet<>(notLookedAt);
        open.removeAll(passed.keySet());
        rows.these(connection, passed.keySet(), row -> {
            boolean missed = isAhead(row) ? passed.getOrDefault(row.id(), false) : isBehindForGood.test(row);
            if (isSameVersion(row) || missed) {
                differing.add(row);
            } else {
                open.add(row.id());
            }
        });
        differences.settled(passed.keySet());
        if (!differing.isEmpty() || !open.isEmpty()) {
            Set<Long> parked = ActiveTokens.parked(connection, projection, live, filled);
            differing.stream().filter(row -> !parked.contains(row.id())).forEach(this::add);
            open.removeAll(parked);
            differences.unsettled(open);
        }
    }

    private void noteFrom(@Nullable GapAwareTrackingToken from) {
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(TrackingTokens.start(from), false)) {
            events.filter(projection::handles)
                    .forEach(event -> recent.add(
                            TrackingTokens.of(event.trackingToken()),
                            projection.idOf(((DomainEventMessage<?>) event).getAggregateIdentifier())));
        }
    }

    private Connection snapshot() throws SQLException {
        Connection connection = connections.getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
    }

    private Difference difference(DifferingRow row) {
        String stream = projection.streamOf(row.id());
        long liveVersion = Objects.requireNonNullElse(row.live(), -1L);
        long filledVersion = Objects.requireNonNullElse(row.filled(), -1L);
        Kind kind = isSameVersion(row) ? Kind.CONTENTS : isAhead(row) ? Kind.ADDITIONAL : Kind.MISSING;
        List<String> columns = isSameVersion(row) ? row.columns() : List.of();
        return new Difference(stream, kind, liveVersion, filledVersion, columns);
    }

    private static boolean isSameVersion(DifferingRow row) {
        return row.live() != null && row.live().equals(row.filled());
    }

    /** Whether the filled generation has a later version of the row. */
    private static boolean isAhead(DifferingRow row) {
        return row.filled() != null && (row.live() == null || row.filled() > row.live());
    }
}
