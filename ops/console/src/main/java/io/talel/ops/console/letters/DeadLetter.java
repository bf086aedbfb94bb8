package io.talel.ops.console.letters;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * An event that a generation could not take, or that waits behind one in its stream.
 *
 * @param live whether it is of the generation that readers see
 * @param cause class of the error; empty for an event that only waits
 */
public record DeadLetter(
        long id,
        String projection,
        int generation,
        boolean live,
        String stream,
        long version,
        long globalIndex,
        String event,
        String cause,
        String message,
        int attempts,
        Instant parkedAt,
        Instant lastAttemptAt) {

    @JsonProperty
    public boolean waiting() {
        return cause.isEmpty();
    }
}
