package io.talel.query.rebuild.run;

import io.talel.query.datasource.Sql;
import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationRegistry;
import io.talel.query.generation.GenerationSchema;
import io.talel.query.processor.SegmentClaimTimes;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Cancellation;
import io.talel.query.rebuild.RebuildJob;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.TrackingTokens;
import io.talel.query.rebuild.comparison.ActiveTokens;
import io.talel.query.rebuild.comparison.GenerationComparison;
import io.talel.query.rebuild.fill.GenerationFiller;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the filled generation to readers and lets the nodes write it, in one transaction. Each attempt holds up the nodes for a
 * moment, and is given up when it would take longer.
 */
final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    /** Longest wait for batches that are being written. It holds up no other transaction. */
    private static final int LONGEST_FREEZE_MILLIS = 500;

    /** Longest wait for the lock on a view. Other readers of the view queue behind this lock. */
    private static final int LONGEST_VIEW_LOCK_MILLIS = 20;

    /** Longest time to write the last events, and again to wait for older readers. */
    private static final Duration STEP = Duration.ofMillis(50);

    /** Wait for slow readers before an attempt, while nothing is held up. */
    private static final Duration WAIT_FOR_READERS = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * Idle time after which the server ends the transaction and so the rebuild, for example when this process stands still
     * while it holds up the nodes.
     */
    private static final int IDLE_TIMEOUT_MILLIS = 2_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String DEADLOCK = "40P01";

    /**
     * Moves the tokens of segments without an owner. A node that continues from an older token only repeats events, which has
     * no effect.
     */
    private static final String MOVE_TOKENS = """
            UPDATE read_model.token_entry entry
            SET token = ?, token_type = ?, progressed_at = now()
            FROM (
                SELECT segment
                FROM read_model.token_entry
                WHERE processor_name = ?
                  AND (owner IS NULL OR %s)
                FOR UPDATE SKIP LOCKED
            ) free
            WHERE entry.processor_name = ? AND entry.segment = free.segment
            """.formatted(SegmentClaimTimes.EXPIRED);

    private final RebuildContext context;
    private final Projection projection;
    private final RebuildOrder order;
    private final Cancellation cancellation;
    private final Connection connection;
    private final RunningTransactions transactions;
    private final GenerationFiller filler;
    private final GenerationComparison comparison;
    private final Generation filled;

    /** @param connection holds the lock of the rebuild: without the lock there is no swap */
    Swap(
            RebuildContext context,
            RebuildJob job,
            Connection connection,
            RunningTransactions transactions,
            GenerationFiller filler,
            GenerationComparison comparison) {
        this.context = context;
        this.projection = job.projection();
        this.order = job.order();
        this.cancellation = job.cancellation();
        this.connection = connection;
        this.transactions = transactions;
        this.filler = filler;
        this.comparison = comparison;
        this.filled = filler.generation();
    }

    /**
     * Repeats the attempt until it succeeds or {@link RebuildContext#patience} is over.
     *
     * @return how long the nodes were held up
     */
    Duration run(Generation live) throws SQLException, InterruptedException {
        Duration patience = context.patience();
        Deadline end = Deadline.in(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            cancellation.check();
            filler.readOn();
            comparison.compareRecent();
            requireAlike(live);
            transactions.awaitEnd(Deadline.in(WAIT_FOR_READERS));
            cancellation.check();
            try {
                Duration heldUp = attempt(live);
                awaitDisk();
                makeDerived();
                return heldUp;
            } catch (SwapPostponed e) {
                if (end.isOver()) {
                    throw new RebuildStopped("It could not be swapped within %d s, at last because %s"
                            .formatted(patience.toSeconds(), e.getMessage()));
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Duration attempt(Generation live) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        boolean done = false;
        SQLException failure = null;
        try {
            freeze(live);
            long start = System.nanoTime();
            fillLastEvents();
            GapAwareTrackingToken reached = ActiveTokens.position(connection, projection);
            comparison.compareFrozen(connection, reached);
            requireAlike(live);
            GenerationRegistry.keep(connection, live, TrackingTokens.write(reached), order.keep());
            GenerationRegistry.activate(connection, filled, TrackingTokens.write(filler.position()));
            moveTokens();
            showToReaders(live);
            commit();
            done = true;
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (SQLException e) {
            failure = e;
            throw postponed(e);
        } finally {
            end(done, failure);
        }
    }

    /** Does not throw for a broken connection if the swap is done or has failed already. */
    private void end(boolean done, @Nullable SQLException failure) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (!done && failure == null) {
                throw e;
            }
        }
    }

    private void freeze(Generation live) throws SQLException {
        set("idle_in_transaction_session_timeout", IDLE_TIMEOUT_MILLIS);
        set("lock_timeout", LONGEST_FREEZE_MILLIS);
        set("statement_timeout", 2 * LONGEST_FREEZE_MILLIS);
        // awaitDisk() follows when writers go on: a crash that loses the swap also loses everything after it.
        set("synchronous_commit", "off");
        Optional<Generation> active = GenerationRegistry.freezeActive(connection, projection.name());
        if (!active.equals(Optional.of(live))) {
            throw new RebuildStopped("The live generation is no longer %s".formatted(live.schema()));
        }
    }

    /**
     * Writes the last events, then waits for older transactions: their snapshots do not show the rows that were just written,
     * so readers would see less than in the live generation.
     */
    private void fillLastEvents() throws SQLException, InterruptedException {
        Deadline deadline = Deadline.in(STEP);
        filler.readOn(deadline::isOver);
        if (deadline.isOver()) {
            throw new SwapPostponed("the last events took too long");
        }
        if (ActiveTokens.furthest(connection, projection) > TrackingTokens.index(filler.position())) {
            throw new SwapPostponed("the nodes have read further than this process could");
        }
        List<String> older = transactions.awaitEnd(Deadline.in(STEP));
        if (!older.isEmpty()) {
            throw new SwapPostponed(String.join(", ", older) + " began before and goes on");
        }
    }

    private void moveTokens() throws SQLException {
        GapAwareTrackingToken position = filler.position();
        if (position == null) {
            return;
        }
        byte[] token = Objects.requireNonNull(TrackingTokens.write(position)).getBytes(StandardCharsets.UTF_8);
        Sql.update(
                connection,
                MOVE_TOKENS,
                token,
                TrackingTokens.storedType(position),
                projection.name(),
                projection.name());
    }

    /** Comes last, since readers of the view wait from here on. */
    private void showToReaders(Generation live) throws SQLException {
        set("lock_timeout", LONGEST_VIEW_LOCK_MILLIS);
        GenerationSchema schema = context.schema();
        schema.expose(connection, filled);
        if (live.codeVersion() != filled.codeVersion()) {
            schema.join(connection, filled);
        }
    }

    /** If the answer is lost, waits for the end of the transaction and asks whether it was committed. */
    private void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (!hasSwapped(e)) {
                throw e;
            }
        }
    }

    /** Commits a row lock, which waits until the swap before it is on the disk. */
    private void awaitDisk() throws SQLException {
        try (Connection asking = context.connections().owner().getConnection()) {
            if (!GenerationRegistry.freezeActive(asking, projection.name()).equals(Optional.of(filled))) {
                throw new RebuildStopped("The database has lost the swap in a crash");
            }
        }
    }

    /**
     * The words of searches are kept where versions are equal, but accepted differences may have changed such rows. A failure is
     * logged, since readers see the new rows already.
     */
    private void makeDerived() {
        if (!order.acceptDifferences()) {
            return;
        }
        try (Connection owner = context.connections().owner().getConnection()) {
            context.schema().makeDerived(owner, filled);
        } catch (SQLException e) {
            LOG.warn(
                    "Searches may find what {} said before; rebuild it once more with --accept-differences: {}",
                    projection.name(),
                    e.toString());
        }
    }

    private boolean hasSwapped(SQLException unanswered) throws SQLException {
        try (Connection asking = context.connections().owner().getConnection()) {
            GenerationRegistry.freezeActive(asking, projection.name());
            return GenerationRegistry.active(asking, projection.name()).equals(Optional.of(filled));
        } catch (SQLException e) {
            unanswered.addSuppressed(e);
            throw unanswered;
        }
    }

    private void requireAlike(Generation live) {
        if (!order.acceptDifferences()) {
            comparison.differences().requireNoneWorse(live.codeVersion() == filled.codeVersion());
        }
    }

    private RuntimeException postponed(SQLException e) throws SQLException {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (!List.of(LOCK_NOT_AVAILABLE, QUERY_CANCELED, DEADLOCK).contains(state)) {
            throw e;
        }
        List<String> holding = transactions.holding("read_model." + projection.view());
        return new SwapPostponed("a lock was not free in time: " + String.join(", ", holding));
    }

    private void set(String name, Object value) throws SQLException {
        Sql.execute(connection, "SET LOCAL %s = %s".formatted(name, value));
    }
}
