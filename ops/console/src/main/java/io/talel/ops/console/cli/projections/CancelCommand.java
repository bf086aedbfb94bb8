package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.console.projections.ProjectionRequests;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description = "Ends the rebuild of a projection, whichever machine it runs on; the live generation stays.")
final class CancelCommand extends ProjectionChange {

    CancelCommand() {
        super(
                "The rebuild of %s ends, and its new generation is removed; the live generation stays.",
                "The rebuild of %s was asked to stop.",
                ProjectionRequests::checkCancel,
                (requests, name, _, _) -> requests.cancel(name),
                (projection, _, _) -> isCancelled(projection.rebuild()));
    }

    private static boolean isCancelled(@Nullable LastRebuild rebuild) {
        return rebuild != null && rebuild.cancelRequested();
    }
}
