package io.talel.query.rebuild;

import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** The steps of one rebuild, from the generation that is to be filled on. */
final class RebuildRun {

    /** Events that came meanwhile are brought in again until they are so few. */
    private static final int FEW = 200;

    /** A log that grows faster than it is read is not waited for for ever. */
    private static final int CATCH_UPS = 20;

    private final Rebuilding means;
    private final Projection projection;
    private final RebuildOrder order;
    private final Meter meter;
    private final Cancellation cancellation;
    private final RebuildLock lock;

    RebuildRun(
            Rebuilding means,
            Projection projection,
            RebuildOrder order,
            Meter meter,
            Cancellation cancellation,
            RebuildLock lock) {
        this.means = means;
        this.projection = projection;
        this.order = order;
        this.meter = meter;
        this.cancellation = cancellation;
        this.lock = lock;
    }

    /** @param from where the generation that is filled stands; null for the beginning of the log */
    RebuildReport run(Generation live, Generation filled, @Nullable GapAwareTrackingToken from)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        try (Filling filling = new Filling(
                projection,
                filled,
                from,
                means.connections().bulk(),
                means.log(),
                Skipping.of(order, live),
                meter,
                cancellation)) {
            fill(filling, filled);
            meter.phase(Phase.VERIFYING);
            Verification verification = new Verification(
                    projection, live, filled, means.connections().owner(), means.log());
            verification.compareAll(filling, cancellation);
            Duration frozen = Duration.ZERO;
            if (order.purpose() == Purpose.VERIFY) {
                filling.readOn();
                verification.compareTouched();
            } else {
                meter.phase(Phase.SWAPPING);
                frozen = swap(live, filled, filling, verification);
            }
            Differences differences = verification.differences();
            return new RebuildReport(
                    projection.name(),
                    filled.number(),
                    live.number(),
                    Position.index(filling.position()),
                    meter.taken(),
                    differences.compared(),
                    differences.existing(),
                    differences.leftOut(),
                    differences.unsettled(),
                    differences.differing(),
                    differences.examples(),
                    meter.parked(),
                    Duration.ofNanos(System.nanoTime() - start),
                    frozen);
        }
    }

    private void fill(Filling filling, Generation filled) throws SQLException {
        filling.readOn();
        if (order.purpose() != Purpose.SWITCH) {
            meter.phase(Phase.INDEXING);
            means.workshop().createIndexes(filled, cancellation);
        }
        meter.phase(Phase.CATCHING_UP);
        for (int i = 0; i < CATCH_UPS && filling.readOn() > FEW; i++) {
            cancellation.check();
        }
    }

    private Duration swap(Generation live, Generation filled, Filling filling, Verification verification)
            throws SQLException, InterruptedException {
        try (Connection watching = means.connections().owner().getConnection()) {
            RunningTransactions transactions =
                    new RunningTransactions(watching, means.connections().applicationRole(), lock.process());
            return new Swap(
                            projection,
                            filled,
                            lock.connection(),
                            transactions,
                            means,
                            filling,
                            verification,
                            order,
                            cancellation)
                    .run(live, means.patience());
        }
    }
}
