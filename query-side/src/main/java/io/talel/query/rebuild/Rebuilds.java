package io.talel.query.rebuild;

import java.util.List;
import java.util.function.Consumer;

/** Rebuilds projections in an operator's process while nodes go on serving. */
public interface Rebuilds {

    /**
     * Runs a rebuild on the caller's thread until it ends or is cancelled. The live generation does not change before the swap,
     * and is kept after it.
     *
     * @param progress called about twice a second, on the caller's thread
     * @throws RebuildRefused if it cannot be begun: an unknown projection, another rebuild of it that runs, a generation that
     *     this version of the code cannot fill
     * @throws RebuildStopped if it was cancelled, if an event failed, or if the generations differ and the order does not
     *     accept that
     */
    RebuildReport run(RebuildOrder order, Consumer<RebuildProgress> progress);

    /**
     * Names of the projections whose live generation was filled by another version of the code. Nodes of this version write
     * nothing to these.
     */
    List<String> filledByOtherCode();
}
