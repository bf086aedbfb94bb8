package io.talel.kernel;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** Reads the next event of many streams at once, while commands may have no connection left. */
@FunctionalInterface
public interface NextEvents {

    /** @param bytes of the event as it is stored */
    record Next(DomainEventMessage<?> event, int bytes) {}

    /**
     * The smallest first, and only as many as are read in a moment. A stream whose next event is missing, larger or unreadable
     * is left out.
     *
     * @param after a version of each stream; -1 for the first event
     * @param largest most bytes of an event
     */
    List<Next> after(Map<String, Long> after, int largest);
}
