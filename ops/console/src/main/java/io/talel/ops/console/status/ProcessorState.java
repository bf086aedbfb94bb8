package io.talel.ops.console.status;

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
    abandoned
}
