package io.talel.kernel.user;

import java.time.Instant;

/**
 * An event of a person's own stream, as they may see it.
 *
 * @param version of their stream with this event
 * @param name under which it is stored
 */
public record PastEvent(long version, Instant at, String name, UserEvent event) {

    /** Without the event, whose components are personal. */
    @Override
    public String toString() {
        return "PastEvent[" + version + ", " + name + "]";
    }
}
