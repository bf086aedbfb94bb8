package io.talel.query.deadletter;

import java.util.Collection;
import java.util.List;

/** Takes parked events into the live generation after all. */
public interface DeadLetterRetry {

    /**
     * Tries the letters of these streams in their order, each stream in a transaction of its own, until one fails again; that
     * one and those behind it stay parked, with one attempt more.
     *
     * @param projection its name
     * @param streams names of streams with letters; others are passed over
     */
    List<Retried> retry(String projection, Collection<String> streams);

    /**
     * @param taken letters that are in the rows now
     * @param left letters that are still parked
     * @param message what the first of those failed with, empty when none is left
     */
    record Retried(String stream, int taken, int left, String message) {}
}
