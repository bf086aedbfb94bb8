package io.talel.ops.console.cli.backup;

import io.talel.ops.console.cli.Length;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for what else is being done with backups: one thing is done at a time. */
final class Patience {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Length.class,
            description = "Wait so long if something else is being done with backups: 30s, 10m, 6h (default: refuse).")
    private Duration patience = Duration.ZERO;

    Duration patience() {
        return patience;
    }
}
