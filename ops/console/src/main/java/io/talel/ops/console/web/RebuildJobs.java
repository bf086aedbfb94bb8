package io.talel.ops.console.web;

import io.talel.ops.console.command.Refused;
import io.talel.ops.console.log.Outcome;
import io.talel.ops.console.projections.ProjectionQuery;
import io.talel.ops.console.projections.RebuildWords;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildRefused;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import io.talel.query.rebuild.Rebuilds;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rebuilds of this process, one at a time for each projection; how far they are is read from the database. */
final class RebuildJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildJobs.class);

    private final Rebuilds rebuilds;
    private final Desk desk;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    RebuildJobs(Rebuilds rebuilds, Desk desk) {
        this.rebuilds = rebuilds;
        this.desk = desk;
    }

    /**
     * Begins in the background.
     *
     * @return what to tell the operator
     */
    String start(
            String projection,
            Purpose purpose,
            @Nullable Integer toGeneration,
            boolean skipErrors,
            boolean acceptDifferences,
            String reason)
            throws SQLException {
        requireKnown(projection);
        String verb = purpose.name().toLowerCase(Locale.ROOT);
        RebuildOrder order = new RebuildOrder(
                projection,
                purpose,
                toGeneration,
                skipErrors,
                acceptDifferences,
                RebuildOrder.KEEP,
                desk.operator().name(),
                Reason.of(reason));
        if (!running.add(projection)) {
            throw new Refused("This console is busy with a generation of " + projection + " already.");
        }
        String command =
                "projections " + verb + " " + projection + (toGeneration == null ? "" : " --to " + toGeneration);
        try {
            long entry = desk.begin(command, reason);
            Thread.ofPlatform().name("rebuild-" + projection).daemon().start(() -> run(order, entry));
        } catch (SQLException | RuntimeException e) {
            running.remove(projection);
            throw e;
        }
        return "Begun: " + command + ".";
    }

    private void requireKnown(String projection) throws SQLException {
        if (desk.look(stores -> new ProjectionQuery(stores.readModel()).find(projection))
                .isEmpty()) {
            throw new NotFound("There is no projection " + projection + ".");
        }
    }

    private void run(RebuildOrder order, long entry) {
        try {
            RebuildReport report = rebuilds.run(order, _ -> {});
            desk.end(entry, Outcome.DONE, RebuildWords.sentence(order.purpose(), report));
        } catch (RebuildRefused e) {
            end(entry, Outcome.REFUSED, e);
        } catch (RebuildStopped e) {
            end(entry, outcomeOfStopped(order.projection()), e);
        } catch (SQLException | RuntimeException e) {
            LOG.error("What was asked for with {} failed", order.projection(), e);
            end(entry, Outcome.FAILED, e);
        } finally {
            running.remove(order.projection());
        }
    }

    private Outcome outcomeOfStopped(String projection) {
        try {
            return RebuildWords.outcomeOfStopped(desk.settings(), projection);
        } catch (SQLException e) {
            return Outcome.FAILED;
        }
    }

    private void end(long entry, Outcome outcome, Exception error) {
        try {
            desk.end(entry, outcome, String.valueOf(error.getMessage()));
        } catch (SQLException e) {
            LOG.error("The operator log could not be completed: {}", outcome, e);
        }
    }
}
