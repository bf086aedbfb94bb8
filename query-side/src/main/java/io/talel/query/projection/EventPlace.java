package io.talel.query.projection;

import java.util.OptionalLong;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The place of an event in the log, for operators. */
public final class EventPlace {

    private EventPlace() {}

    /**
     * For an event that filled a gap late, the place that the reader had reached. Empty for an event that was not read in the
     * order of the log.
     */
    public static OptionalLong of(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked && tracked.trackingToken() != null
                ? tracked.trackingToken().position()
                : OptionalLong.empty();
    }
}
