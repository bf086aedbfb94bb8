package io.talel.kernel;

import java.time.Instant;

/**
 * An event of any stream, as its owner may see it.
 *
 * @param version version of the stream after this event
 * @param name stored name of the event
 */
public record StreamEvent(String stream, long version, Instant at, String name, Object event) {

    /** Omits the event, whose components may be personal. */
    @Override
    public String toString() {
        return "StreamEvent[" + stream + ", " + version + ", " + name + "]";
    }
}
