package io.talel.kernel;

import java.time.Instant;

/**
 * An event of any stream, as whoever it belongs to may see it.
 *
 * @param version of the stream with this event
 * @param name under which it is stored
 */
public record StreamEvent(String stream, long version, Instant at, String name, Object event) {

    /** Without the event, whose components may be personal. */
    @Override
    public String toString() {
        return "StreamEvent[" + stream + ", " + version + ", " + name + "]";
    }
}
