package io.talel.query.rebuild;

import java.util.function.Consumer;

/** What operators do with the generations of a projection, in their own process, while nodes go on serving. */
public interface Rebuilds {

    /**
     * Runs to the end, or until it is cancelled, on the caller's thread. Until the swap the live generation stays as it is,
     * whatever happens; after the swap it is kept.
     *
     * @param progress told about twice a second, on the caller's thread
     * @throws RebuildRefused if it cannot be begun: an unknown projection, another rebuild of it that runs, a generation that
     *     this version of the code cannot fill
     * @throws RebuildStopped if it was cancelled, or if an event could not be taken, or if the generations differ and that
     *     was not accepted
     */
    RebuildReport run(RebuildOrder order, Consumer<RebuildProgress> progress);
}
