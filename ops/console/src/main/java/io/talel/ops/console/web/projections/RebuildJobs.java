package io.talel.ops.console.web.projections;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.projections.RebuildRequests;
import io.talel.ops.console.projections.RebuildWords;
import io.talel.ops.console.web.page.StoreAccess;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.Rebuilds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Rebuilds in this process, one at a time per projection; pages read the progress from the database. When the console
 * ends it cancels them and waits, so that the operator log gets their outcomes.
 */
public final class RebuildJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildJobs.class);

    /** Longest wait for a cancelled rebuild, which stops between two batches. */
    private static final Duration END = Duration.ofSeconds(30);

    private final Rebuilds rebuilds;
    private final StoreAccess access;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    public RebuildJobs(Rebuilds rebuilds, StoreAccess access) {
        this.rebuilds = rebuilds;
        this.access = access;
    }

    /**
     * Starts a rebuild in the background.
     *
     * @return message for the operator
     */
    synchronized String start(RebuildOrder order) throws SQLException {
        String projection = order.projection();
        if (access.look(stores -> new ProjectionQuery(stores.readModel()).find(projection))
                .isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no projection " + projection + ".");
        }
        if (running.containsKey(projection)) {
            throw new Refused("This console is busy with a generation of " + projection + " already.");
        }
        String command = RebuildWords.command(order);
        Integer before = RebuildWords.live(access.settings(), projection);
        long entry = access.begin(command, order.reason());
        Thread job =
                Thread.ofPlatform().name("rebuild-" + projection).daemon().unstarted(() -> run(order, entry, before));
        failures.remove(projection);
        running.put(projection, job);
        job.start();
        return "Begun: " + command + ".";
    }

    /** Error of the last rebuild that this console started; null once another one is started. */
    @Nullable String failure(String projection) {
        return failures.get(projection);
    }

    private void run(RebuildOrder order, long entry, @Nullable Integer before) {
        try {
            RebuildReport report = rebuilds.run(order, _ -> {});
            done(entry, RebuildWords.sentence(order.purpose(), report));
        } catch (RebuildRefused e) {
            end(order, entry, Outcome.REFUSED, e);
        } catch (RuntimeException e) {
            ended(order, entry, before, e);
        } finally {
            running.remove(order.projection());
        }
    }

    /** A failure after the swap does not undo it. */
    private void ended(RebuildOrder order, long entry, @Nullable Integer before, RuntimeException error) {
        try {
            Optional<String> swapped = RebuildWords.swapped(access.settings(), order, before);
            if (swapped.isPresent()) {
                done(entry, "%s A later step failed: %s".formatted(swapped.get(), error.getMessage()));
                return;
            }
        } catch (SQLException e) {
            LOG.error("It is unknown whether {} was done", RebuildWords.command(order), error);
            failures.put(order.projection(), "It is unknown whether it was done: " + error.getMessage());
            return;
        }
        if (error instanceof RebuildStopped stopped) {
            end(order, entry, RebuildWords.outcome(stopped), error);
        } else {
            LOG.error("{} failed", RebuildWords.command(order), error);
            end(order, entry, Outcome.FAILED, error);
        }
    }

    private void done(long entry, String sentence) {
        try {
            access.end(entry, Outcome.DONE, sentence);
        } catch (SQLException e) {
            LOG.error("It is done, but could not be recorded in the operator log: {}", sentence, e);
        }
    }

    private void end(RebuildOrder order, long entry, Outcome outcome, Exception error) {
        String message = String.valueOf(error.getMessage());
        failures.put(order.projection(), "%s: %s".formatted(outcome, message));
        try {
            access.end(entry, outcome, message);
        } catch (SQLException e) {
            LOG.error("The operator log could not be completed: {}", outcome, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        long end = System.nanoTime() + END.toNanos();
        for (Map.Entry<String, Thread> job : running.entrySet()) {
            while (job.getValue().isAlive() && System.nanoTime() < end) {
                RebuildRequests.tryToCancel(access.settings(), job.getKey());
                job.getValue().join(Duration.ofMillis(500));
            }
        }
    }
}
