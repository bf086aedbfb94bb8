package io.talel.ops.console.projections;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.ProgressSample;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Generation;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Settings;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.RebuildStopped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes rebuilds and their results, for people and for the operator log. */
public final class RebuildWords {

    private RebuildWords() {}

    public static Outcome outcome(RebuildStopped stopped) {
        return stopped.cancelled() ? Outcome.CANCELLED : Outcome.FAILED;
    }

    /** The order as typed, with every option that is not the default. */
    public static String command(RebuildOrder order) {
        StringBuilder command = new StringBuilder("projections ")
                .append(order.purpose().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(order.projection());
        if (order.toGeneration() != null) {
            command.append(" --to ").append(order.toGeneration());
        }
        if (order.skipErrors()) {
            command.append(" --skip-errors");
        }
        if (order.acceptDifferences()) {
            command.append(" --accept-differences");
        }
        if (!order.keep().equals(RebuildOrder.KEEP)) {
            command.append(" --keep ").append(length(order.keep()));
        }
        return command.toString();
    }

    /** In hours, minutes and seconds, as {@code --keep} reads it. */
    private static String length(Duration keep) {
        return keep.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** Progress for the display. */
    public static ProgressSample sample(RebuildProgress progress) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("projection", progress.projection());
        details.put("generation", progress.generation());
        details.put("errors", progress.errors());
        return new ProgressSample(
                progress.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                progress.done(),
                progress.total(),
                "events",
                progress.eventsPerSecond(),
                progress.remaining(),
                progress.errors() == 0 ? "" : progress.errors() + " parked",
                details);
    }

    public static String sentence(Purpose purpose, RebuildReport report) {
        String compared = compared(report);
        return switch (purpose) {
            case VERIFY ->
                "%s: %s; %s at position %d, in %.1f s."
                        .formatted(
                                report.projection(),
                                compared,
                                Words.count(report.events(), "event", "events"),
                                report.position(),
                                report.took().toMillis() / 1000.0);
            case REBUILD, SWITCH ->
                "Generation %d of %s is live at position %d, after generation %d: %s in %.1f s, %d parked; %s; writes to it waited for %d ms."
                        .formatted(
                                report.generation(),
                                report.projection(),
                                report.position(),
                                report.replaced(),
                                Words.count(report.events(), "event", "events"),
                                report.took().toMillis() / 1000.0,
                                report.parked(),
                                compared,
                                report.frozen().toMillis());
        };
    }

    /** How many rows were compared, and which were not. */
    private static String compared(RebuildReport report) {
        StringBuilder words = new StringBuilder("%d of %s compared, %s"
                .formatted(
                        report.rows(),
                        Words.count(report.existing(), "row", "rows"),
                        Words.count(report.differing(), "differs", "differ")));
        if (!report.examples().isEmpty()) {
            words.append(" (").append(String.join("; ", report.examples())).append(')');
        }
        if (report.leftOut() > 0) {
            words.append(", ")
                    .append(Words.count(report.leftOut(), "row", "rows"))
                    .append(" of streams with dead letters left out");
        }
        if (report.unsettled() > 0) {
            words.append(", ")
                    .append(Words.count(report.unsettled(), "row", "rows"))
                    .append(" of the newest events not final yet");
        }
        return words.toString();
    }

    /**
     * Whether the swap took place although the rebuild failed: a failure after the swap does not undo it.
     *
     * @param before number of the generation that was live; null if there was none
     */
    public static Optional<String> swapped(Settings settings, RebuildOrder order, @Nullable Integer before)
            throws SQLException {
        if (order.purpose() == Purpose.VERIFY) {
            return Optional.empty();
        }
        Optional<Projection> found = find(settings, order.projection());
        LastRebuild rebuild = found.map(Projection::rebuild).orElse(null);
        return found.flatMap(Projection::live)
                .filter(live -> before == null || live.number() != before)
                .filter(live -> rebuild != null
                        && rebuild.generation() == live.number()
                        && rebuild.operator().equals(order.operator()))
                .map(live -> "Generation %d of %s is live.".formatted(live.number(), order.projection()));
    }

    /** Number of the live generation; null if there is none. */
    public static @Nullable Integer live(Settings settings, String projection) throws SQLException {
        return find(settings, projection)
                .flatMap(Projection::live)
                .map(Generation::number)
                .orElse(null);
    }

    private static Optional<Projection> find(Settings settings, String projection) throws SQLException {
        try (Connection readModel = settings.readModel().read()) {
            return new ProjectionQuery(readModel).find(projection);
        }
    }
}
