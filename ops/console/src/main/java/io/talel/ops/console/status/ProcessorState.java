package io.talel.ops.console.status;

import java.time.Duration;

/** State of a processor. */
public enum ProcessorState {
    /** Nodes work on it. */
    running,
    /** No node works on it, and no event waits. */
    idle,
    /** An operator has paused it. */
    paused,
    /** Nodes work on it, and a new generation is being filled. */
    rebuilding,
    /** Its last attempt failed, and it has made no progress since. */
    error,
    /** Events wait, and no node makes progress. */
    abandoned;

    /** After this time without progress, a processor with waiting events counts as abandoned. */
    static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);
}
