package io.talel.kernel;

import java.util.UUID;

/** Tells which event log this is. A log that was restored from a backup goes on under a new id. */
@FunctionalInterface
public interface LogLineage {

    Current current();

    /** @param head global index of the newest event; 0 for an empty log */
    record Current(UUID id, long head) {}
}
