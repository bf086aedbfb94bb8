package io.talel.query.rebuild.run;

import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Cancellation;
import io.talel.query.rebuild.ProgressTracker;
import io.talel.query.rebuild.RebuildJob;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildProgress.Phase;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.TrackingTokens;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a rebuild on a thread of its own, while the caller's thread reports progress and checks for cancellation. */
final class MonitoredRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredRebuild.class);

    /** Interval of progress reports. */
    private static final long REPORT_MILLIS = 500;

    private final RebuildContext context;
    private final RebuildJob job;
    private final Projection projection;
    private final RebuildOrder order;
    private final Consumer<RebuildProgress> progress;
    private final ProgressTracker tracker;
    private final Cancellation cancellation;
    private final RebuildStatusRow status;

    MonitoredRebuild(RebuildContext context, RebuildJob job, Consumer<RebuildProgress> progress) {
        this.context = context;
        this.job = job;
        this.projection = job.projection();
        this.order = job.order();
        this.progress = progress;
        this.tracker = job.tracker();
        this.cancellation = job.cancellation();
        this.status = new RebuildStatusRow(context.connections().owner(), projection.name());
    }

    Projection projection() {
        return projection;
    }

    RebuildOrder order() {
        return order;
    }

    RebuildReport run(RebuildLock lock, Generation live, Generation filled, @Nullable GapAwareTrackingToken from) {
        tracker.generation(filled.number());
        tracker.total(Math.max(0, TrackingTokens.index(head())));
        tracker.done(Math.max(0, TrackingTokens.index(from)));
        status.begin(order, filled.number());
        RebuildRun steps = new RebuildRun(context, job, lock);
        CompletableFuture<RebuildReport> running = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("rebuild-" + projection.name()).start(() -> {
            try {
                running.complete(steps.run(live, filled, from));
            } catch (Throwable e) {
                running.completeExceptionally(e);
            }
        });
        return end(running);
    }

    private @Nullable GapAwareTrackingToken head() {
        TrackingToken head = context.log().createHeadToken();
        return head == null ? null : TrackingTokens.of(head);
    }

    private RebuildReport end(CompletableFuture<RebuildReport> running) {
        boolean interrupted = false;
        RuntimeException told = null;
        while (true) {
            try {
                RebuildReport report = running.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
                tracker.phase(Phase.DONE);
                finish(Phase.DONE, summary(report));
                return report;
            } catch (TimeoutException e) {
                told = look(told);
            } catch (InterruptedException e) {
                interrupted = true;
                cancellation.request("It was interrupted");
            } catch (ExecutionException e) {
                throw failed(told == null ? e.getCause() : told);
            } finally {
                if (interrupted && running.isDone()) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** @return the error of the listener, which ends the rebuild; null if there is none */
    private @Nullable RuntimeException look(@Nullable RuntimeException before) {
        RebuildProgress now = tracker.sample();
        if (status.write(now)) {
            cancellation.request("It was cancelled");
        }
        try {
            progress.accept(now);
        } catch (RuntimeException e) {
            cancellation.request("The listener of the rebuild failed");
            return e;
        }
        return before;
    }

    private RuntimeException failed(@Nullable Throwable cause) {
        boolean cancelled = cancellation.isRequested();
        Phase phase = cancelled ? Phase.CANCELLED : Phase.FAILED;
        tracker.phase(phase);
        String message = Objects.toString(cause == null ? null : cause.getMessage(), String.valueOf(cause));
        finish(phase, message);
        return switch (cause) {
            case RebuildStopped e -> cancelled ? new RebuildStopped(message, true, e) : e;
            case RebuildRefused refused -> refused;
            case SQLException e -> new RebuildStopped("The read models' database failed: " + message, cancelled, e);
            case null, default -> new RebuildStopped("It failed: " + message, cancelled, cause);
        };
    }

    private void finish(Phase phase, String message) {
        RebuildProgress last = tracker.sample();
        status.write(last);
        status.finish(phase, message);
        try {
            progress.accept(last);
        } catch (RuntimeException e) {
            LOG.warn("The end of the rebuild of {} could not be reported: {}", projection.name(), message, e);
        }
    }

    private static String summary(RebuildReport report) {
        return "%,d events, %,d of %,d rows compared, %,d differ, %,d left out, %,d not settled, %,d parked, held up for %d ms"
                .formatted(
                        report.events(),
                        report.rows(),
                        report.existing(),
                        report.differing(),
                        report.leftOut(),
                        report.unsettled(),
                        report.parked(),
                        report.frozen().toMillis());
    }
}
