package io.talel.ops.console.letters;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * An event that a generation failed to process, or that waits behind one in its stream.
 *
 * @param live whether its generation is the live one
 * @param cause class of the error; empty for a waiting event
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
