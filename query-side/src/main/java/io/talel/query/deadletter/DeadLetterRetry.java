package io.talel.query.deadletter;

import java.util.Collection;
import java.util.List;

/** Writes parked events into the live generation. */
public interface DeadLetterRetry {

    /**
     * Retries the letters of these streams in their order, some in each transaction, until one fails again. The failed letter
     * and the later ones of its stream stay parked. Letters that are parked meanwhile are retried, too.
     *
     * @param projection its name
     * @param streams names of streams; streams without letters are skipped
     * @throws IllegalArgumentException if there is no such projection
     * @throws IllegalStateException if this version of the code must not write the live generation
     * @throws org.springframework.dao.DataAccessException if a database is away; letters written before stay written
     */
    List<Retried> retry(String projection, Collection<String> streams);

    /**
     * @param taken number of letters written
     * @param left number of letters still parked
     * @param message failure of the first parked letter, empty when none is left
     */
    record Retried(String stream, int taken, int left, String message) {}
}
