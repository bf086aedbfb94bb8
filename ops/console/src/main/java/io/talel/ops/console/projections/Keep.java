package io.talel.ops.console.projections;

import io.talel.ops.console.command.Length;
import io.talel.ops.console.command.Words;
import io.talel.query.rebuild.RebuildOrder;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long the generation that was live can be gone back to. */
final class Keep {

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
