package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.DurationConverter;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the swap of a new generation. */
final class SwapOptions {

    @Option(names = "--skip-errors", description = "Park events that fail, instead of stopping.")
    private boolean skipErrors;

    @Option(
            names = "--accept-differences",
            description = "Swap even if the same code made other rows than the live ones.")
    private boolean acceptDifferences;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the live generation is kept afterwards: 30m, 24h, 7d (default: 24h).")
    private Duration keep = RebuildOrder.KEEP;

    /** @param generation null for the next one */
    RebuildOrder order(
            String projection, Purpose purpose, @Nullable Integer generation, String operator, String reason) {
        return new RebuildOrder(projection, purpose, generation, skipErrors, acceptDifferences, keep, operator, reason);
    }

    String keptFor() {
        return Words.seconds(keep.toSeconds());
    }
}
