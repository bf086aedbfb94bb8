package io.talel.ops.console.projections;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.ProgressSample;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Generation;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.projections.Rebuild;
import io.talel.ops.backup.store.Settings;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rebuild was asked for and what became of it, for people and for the operator log. */
public final class RebuildWords {

    private RebuildWords() {}

    /** The order as it would be typed, with every option that is not the default. */
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

    /** As {@code --keep} reads it: hours, minutes and seconds. */
    private static String length(Duration keep) {
        return keep.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** For whoever waits for it. */
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

    /** What was compared, of what there was, and what was not. */
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
                    .append(" of the newest events not settled");
        }
        return words.toString();
    }

    /**
     * What is live now, if a generation has taken the place of another since, though the rebuild was told to have failed: what
     * fails behind a swap does not undo it.
     *
     * @param before the number of the generation that was live; null if none was
     */
    public static Optional<String> swapped(Settings settings, RebuildOrder order, @Nullable Integer before)
            throws SQLException {
        if (order.purpose() == Purpose.VERIFY) {
            return Optional.empty();
        }
        try (Connection readModel = settings.readModel().read()) {
            Optional<Projection> found = new ProjectionQuery(readModel).find(order.projection());
            Rebuild rebuild = found.map(Projection::rebuild).orElse(null);
            return found.flatMap(Projection::live)
                    .filter(live -> before == null || live.number() != before)
                    .filter(live -> rebuild != null
                            && rebuild.generation() == live.number()
                            && rebuild.operator().equals(order.operator()))
                    .map(live -> "Generation %d of %s is live.".formatted(live.number(), order.projection()));
        }
    }

    /** The number of the generation that readers see; null if there is none. */
    public static @Nullable Integer live(Settings settings, String projection) throws SQLException {
        try (Connection readModel = settings.readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .flatMap(Projection::live)
                    .map(Generation::number)
                    .orElse(null);
        }
    }

    /** Whether it was an operator who stopped it, here or elsewhere. */
    public static Outcome outcomeOfStopped(Settings settings, String projection) throws SQLException {
        try (Connection readModel = settings.readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .map(Projection::rebuild)
                    .filter(rebuild -> rebuild.phase().equals("cancelled"))
                    .map(_ -> Outcome.CANCELLED)
                    .orElse(Outcome.FAILED);
        }
    }
}
