package io.talel.query.rebuild;

import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationRegistry;
import io.talel.query.generation.GenerationSchema;
import io.talel.query.processor.SegmentClaims;
import io.talel.query.projection.Projection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Shows readers the generation that was filled, and lets the nodes write it, in one transaction. Each attempt holds the
 * nodes up for a moment only and is given up when it would take longer.
 */
final class Swap {

    /** Longest wait for batches that are being written; nobody waits for us meanwhile. */
    private static final int FREEZE_MILLIS = 500;

    /** Longest wait for readers to leave a view; other readers of it wait behind us. */
    private static final int VIEW_MILLIS = 20;

    /** Longest time to bring in the last events, and then as long again for older readers to end. */
    private static final Duration STEP = Duration.ofMillis(50);

    /** Before an attempt, readers that take long are waited for while nothing is held up. */
    private static final Duration BEFOREHAND = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * Longest silence of this process while it holds others up: if it stands still, or waits for a log that does, the server
     * ends the transaction, and with it the rebuild.
     */
    private static final int SILENCE_MILLIS = 2_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String DEADLOCK = "40P01";

    /** Segments that nobody works on; a node that goes on from an older token brings only what is there already. */
    private static final String MOVE_TOKENS = """
            UPDATE read_model.token_entry entry
            SET token = ?, token_type = ?, progressed_at = now()
            FROM (
                SELECT segment
                FROM read_model.token_entry
                WHERE processor_name = ?
                  AND (owner IS NULL OR timestamp::timestamptz < now() - make_interval(secs => ?))
                FOR UPDATE SKIP LOCKED
            ) free
            WHERE entry.processor_name = ? AND entry.segment = free.segment
            """;

    private final Projection projection;
    private final Generation filled;
    private final Connection connection;
    private final RunningTransactions transactions;
    private final Rebuilding means;
    private final Filling filling;
    private final Verification verification;
    private final RebuildOrder order;
    private final Cancellation cancellation;

    /** @param connection the one that holds the lock of the rebuild: without the lock there is no swap */
    Swap(
            Projection projection,
            Generation filled,
            Connection connection,
            RunningTransactions transactions,
            Rebuilding means,
            Filling filling,
            Verification verification,
            RebuildOrder order,
            Cancellation cancellation) {
        this.projection = projection;
        this.filled = filled;
        this.connection = connection;
        this.transactions = transactions;
        this.means = means;
        this.filling = filling;
        this.verification = verification;
        this.order = order;
        this.cancellation = cancellation;
    }

    /**
     * @param patience how long it is tried
     * @return how long the nodes were held up
     */
    Duration run(Generation live, Duration patience) throws SQLException, InterruptedException {
        Deadline end = Deadline.in(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            cancellation.check();
            filling.readOn();
            verification.compareTouched();
            requireAlike(live);
            transactions.awaitEnd(Deadline.in(BEFOREHAND));
            cancellation.check();
            try {
                Duration heldUp = attempt(live);
                awaitDisk();
                return heldUp;
            } catch (NotNow e) {
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
            bringInTheRest();
            GapAwareTrackingToken reached = LiveState.position(connection, projection);
            verification.compareFrozen(connection, reached);
            requireAlike(live);
            GenerationRegistry.keep(connection, live, Position.write(reached), order.keep());
            GenerationRegistry.activate(connection, filled, Position.write(filling.position()));
            moveTokens();
            showToReaders(live);
            commit();
            done = true;
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (SQLException e) {
            failure = e;
            throw notNow(e);
        } finally {
            end(done, failure);
        }
    }

    /** A connection that is gone hides neither that it is done nor why it failed. */
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
        set("idle_in_transaction_session_timeout", SILENCE_MILLIS);
        set("lock_timeout", FREEZE_MILLIS);
        set("statement_timeout", 2 * FREEZE_MILLIS);
        // awaitDisk() follows when writers go on: a crash that loses the swap also loses everything after it.
        set("synchronous_commit", "off");
        Optional<Generation> active = GenerationRegistry.freezeActive(connection, projection.name());
        if (!active.equals(Optional.of(live))) {
            throw new RebuildStopped("The live generation is no longer %s".formatted(live.schema()));
        }
    }

    /**
     * Whoever could see the live generation as it is now must see as much in the other one. A transaction with an older
     * snapshot would not see the rows that have only just come; so those that began before are waited for.
     */
    private void bringInTheRest() throws SQLException, InterruptedException {
        Deadline deadline = Deadline.in(STEP);
        filling.readOn(deadline);
        if (deadline.isOver()) {
            throw new NotNow("the last events took too long");
        }
        List<String> older = transactions.awaitEnd(Deadline.in(STEP));
        if (!older.isEmpty()) {
            throw new NotNow(String.join(", ", older) + " began before and goes on");
        }
    }

    private void moveTokens() throws SQLException {
        GapAwareTrackingToken position = filling.position();
        if (position == null) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(MOVE_TOKENS)) {
            update.setBytes(1, Objects.requireNonNull(Position.write(position)).getBytes(StandardCharsets.UTF_8));
            update.setString(2, Position.storedType(position));
            update.setString(3, projection.name());
            update.setDouble(4, SegmentClaims.TIMEOUT.toSeconds());
            update.setString(5, projection.name());
            update.executeUpdate();
        }
    }

    /** At the end, since readers of the view wait from here on. */
    private void showToReaders(Generation live) throws SQLException {
        set("lock_timeout", VIEW_MILLIS);
        GenerationSchema schema = means.schema();
        schema.expose(connection, filled);
        if (live.codeVersion() != filled.codeVersion()) {
            schema.join(connection, filled);
        }
    }

    /** If the server's answer is lost, what it has done is asked for, once it has ended the transaction. */
    private void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (!hasSwapped(e)) {
                throw e;
            }
        }
    }

    /** Takes a row lock, whose commit waits for the disk and so for the earlier swap, too. */
    private void awaitDisk() throws SQLException {
        try (Connection asking = means.connections().owner().getConnection()) {
            if (!GenerationRegistry.freezeActive(asking, projection.name()).equals(Optional.of(filled))) {
                throw new RebuildStopped("The database has lost the swap in a crash");
            }
        }
    }

    private boolean hasSwapped(SQLException unanswered) throws SQLException {
        try (Connection asking = means.connections().owner().getConnection()) {
            GenerationRegistry.freezeActive(asking, projection.name());
            return GenerationRegistry.active(asking, projection.name()).equals(Optional.of(filled));
        } catch (SQLException e) {
            unanswered.addSuppressed(e);
            throw unanswered;
        }
    }

    private void requireAlike(Generation live) {
        if (!order.acceptDifferences()) {
            verification.differences().requireNoneWorse(live.codeVersion() == filled.codeVersion());
        }
    }

    private RuntimeException notNow(SQLException e) throws SQLException {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (!List.of(LOCK_NOT_AVAILABLE, QUERY_CANCELED, DEADLOCK).contains(state)) {
            throw e;
        }
        List<String> holding = transactions.holding("read_model." + projection.view());
        return new NotNow("a lock was not free in time: " + String.join(", ", holding));
    }

    private void set(String name, Object value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL %s = %s".formatted(name, value));
        }
    }
}
