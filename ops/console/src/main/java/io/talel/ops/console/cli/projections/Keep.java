package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Length;
import io.talel.query.rebuild.RebuildOrder;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long the generation that was live can be gone back to. */
public final class Keep {

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            converter = Length.class,
            description = "How long the live generation is kept afterwards: 30m, 24h, 7d (default: 24h).")
    private Duration keep = RebuildOrder.KEEP;

    Duration keep() {
        return keep;
    }

    String inWords() {
        return Words.seconds(keep.toSeconds());
    }
}
