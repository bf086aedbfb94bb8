package io.talel.query.deadletter;

import java.util.Collection;
import java.util.List;

/** Takes parked events into the live generation after all. */
public interface DeadLetterRetry {

    /**
     * Tries the letters of these streams in their order, some in each transaction, until one of the stream fails again; that
     * one stays parked, with one attempt more, and so do those behind it. Letters that are parked meanwhile are tried too.
     *
     * @param projection its name
     * @param streams names of streams with letters; others are passed over
     * @throws IllegalArgumentException if there is no such projection
     * @throws IllegalStateException if this version of the code must not write the live generation
     * @throws org.springframework.dao.DataAccessException if a database is away; what was taken before stays taken
     */
    List<Retried> retry(String projection, Collection<String> streams);

    /**
     * @param taken letters that are in the rows now
     * @param left letters that are still parked
     * @param message what the first of those failed with, empty when none is left
     */
    record Retried(String stream, int taken, int left, String message) {}
}
