package io.talel.query.rebuild.run;

import io.talel.query.generation.Generation;
import io.talel.query.rebuild.ProgressTracker;
import io.talel.query.rebuild.RebuildJob;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress.Phase;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.TrackingTokens;
import io.talel.query.rebuild.comparison.Differences;
import io.talel.query.rebuild.comparison.GenerationComparison;
import io.talel.query.rebuild.fill.GenerationFiller;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** The steps of one rebuild, after its generation has been created. */
final class RebuildRun {

    /** Catching up ends when a round brings fewer events than this. */
    private static final int CAUGHT_UP_BELOW = 200;

    /** Most rounds of catching up, since the log may grow faster than it is read. */
    private static final int CATCH_UPS = 20;

    private final RebuildContext context;
    private final RebuildJob job;
    private final ProgressTracker tracker;
    private final RebuildLock lock;

    RebuildRun(RebuildContext context, RebuildJob job, RebuildLock lock) {
        this.context = context;
        this.job = job;
        this.tracker = job.tracker();
        this.lock = lock;
    }

    /** @param from the place up to which the generation is filled already; null for the beginning of the log */
    RebuildReport run(Generation live, Generation filled, @Nullable GapAwareTrackingToken from)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        try (GenerationFiller filler =
                new GenerationFiller(context.log(), context.connections().bulk(), job, live, filled, from)) {
            fill(filler, filled);
            tracker.phase(Phase.VERIFYING);
            GenerationComparison comparison = new GenerationComparison(
                    job.projection(), live, filled, context.connections().owner(), context.log());
            comparison.compareAll(filler.position(), job.cancellation());
            filler.note(comparison::note);
            Duration frozen = Duration.ZERO;
            if (job.order().purpose() == Purpose.VERIFY) {
                filler.readOn();
                comparison.compareRecent();
            } else {
                tracker.phase(Phase.SWAPPING);
                frozen = swap(live, filler, comparison);
            }
            Differences differences = comparison.differences();
            return new RebuildReport(
                    job.projection().name(),
                    filled.number(),
                    live.number(),
                    TrackingTokens.index(filler.position()),
                    tracker.taken(),
                    differences.compared(),
                    differences.existing(),
                    differences.leftOut(),
                    differences.unsettled(),
                    differences.differing(),
                    differences.examples(),
                    tracker.parked(),
                    Duration.ofNanos(System.nanoTime() - start),
                    frozen);
        }
    }

    private void fill(GenerationFiller filler, Generation filled) throws SQLException {
        filler.readOn();
        if (job.order().purpose() != Purpose.SWITCH) {
            tracker.phase(Phase.INDEXING);
            context.hiddenGenerations().createIndexes(filled, job.cancellation());
        }
        tracker.phase(Phase.CATCHING_UP);
        for (int i = 0; i < CATCH_UPS && filler.readOn() > CAUGHT_UP_BELOW; i++) {
            job.cancellation().check();
        }
    }

    private Duration swap(Generation live, GenerationFiller filler, GenerationComparison comparison)
            throws SQLException, InterruptedException {
        try (Connection watching = context.connections().owner().getConnection()) {
            RunningTransactions transactions =
                    new RunningTransactions(watching, context.connections().applicationRole(), lock.process());
            return new Swap(context, job, lock.connection(), transactions, filler, comparison).run(live);
        }
    }
}
