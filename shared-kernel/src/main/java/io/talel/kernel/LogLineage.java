package io.talel.kernel;

import java.util.UUID;

/** The identity of the event log. A log that was restored from a backup goes on under a new id. */
@FunctionalInterface
public interface LogLineage {

    Current current();

    /** @param head global index of the newest event; 0 for an empty log */
    record Current(UUID id, long head) {}
}
