package io.talel.ops.console.status;

/** What a processor does. */
public enum ProcessorState {
    /** Nodes work on it. */
    running,
    /** No node works on it, and nothing waits for one. */
    idle,
    /** An operator has paused it. */
    paused,
    /** Nodes work on it, and a next generation is being filled. */
    rebuilding,
    /** Its last attempt failed, and it has not got further since. */
    error,
    /** Events wait, and nobody gets further. */
    abandoned
}
